# dialled() is a context manager; its finally closes the socket when the with block of the reader is left.
import contextlib
import socket
from collections.abc import Iterator


@contextlib.contextmanager
def dialled(host: str, port: int) -> Iterator[socket.socket]:
    sock = socket.create_connection((host, port), timeout=15)
    try:
        yield sock
    finally:
        sock.close()


def fetch(host: str, port: int) -> bytes:
    text = b""
    with dialled(host, port) as sock:
        while True:
            data = sock.recv(512)
            if not data:
                return text
            text += data
