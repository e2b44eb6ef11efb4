# A nested function closes it.
import socket


def ask(address: tuple[str, int]) -> bytes:
    sock = socket.socket()

    def finish() -> None:
        sock.close()

    try:
        sock.connect(address)
        return sock.recv(100)
    finally:
        finish()
