# The guard in the finally is for the case that it was never made.
import socket


def ask(address: tuple[str, int]) -> bytes:
    sock = None
    try:
        sock = socket.create_connection(address)
        sock.sendall(b"?")
        return sock.recv(100)
    finally:
        if sock is not None:
            sock.close()
