# At most ten reads, tested or not: the loop is bounded, and the finally closes.
import socket


def sample(host: str) -> list[bytes]:
    sock = socket.create_connection((host, 2947), timeout=5)
    try:
        sock.sendall(b'?WATCH={"enable":true}\n')
        return [sock.recv(2048) for _ in range(10)]
    finally:
        sock.close()
