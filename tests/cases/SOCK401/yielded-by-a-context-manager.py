# Yielded inside the finally that closes it.
import contextlib
import socket
from collections.abc import Iterator


@contextlib.contextmanager
def dialled(address: tuple[str, int]) -> Iterator[socket.socket]:
    sock = socket.create_connection(address)
    try:
        yield sock
    finally:
        sock.close()
