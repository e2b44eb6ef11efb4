"""What a context manager of the program's own yields is what `with` has under its name; it closes that itself."""

import contextlib
import socket
from collections.abc import Iterator


@contextlib.contextmanager
def listening(path: str) -> Iterator[socket.socket]:
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        sock.bind(path)
        sock.listen(10)
        yield sock
    finally:
        sock.close()


def serve(path):
    with listening(path) as listener:
        while True:
            connection, _ = listener.accept()
            with connection:
                connection.send(connection.recv(1024))  # expect: SOCK501
