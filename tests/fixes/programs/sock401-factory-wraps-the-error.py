# The error is raised as another, and the socket forgotten.
import socket


class DialError(Exception):
    pass


def dial(path: str) -> socket.socket:
    sock = socket.socket(socket.AF_UNIX)  # expect: SOCK401 (exception-path)
    try:
        sock.connect(path)
    except OSError as error:
        raise DialError(path) from error
    return sock
