"""What is of a type when the socket is made is so in the handler too."""

import socket


def opened(given: socket.socket | int) -> socket.socket:
    if isinstance(given, int):
        sock = socket.socket(fileno=given)
    else:
        sock = given
    try:
        check(sock)
    except BaseException:
        if isinstance(given, int):
            sock.detach()
        raise
    return sock


def opened_otherwise(given: socket.socket | int) -> socket.socket:
    if isinstance(given, int):
        sock = socket.socket(fileno=given)  # expect: SOCK401
    else:
        sock = given
    try:
        check(sock)
    except BaseException:
        if not isinstance(given, int):
            sock.close()
        raise
    return sock


def check(sock: socket.socket) -> None:
    if sock.type != socket.SOCK_STREAM:
        raise RuntimeError("not a stream socket")
