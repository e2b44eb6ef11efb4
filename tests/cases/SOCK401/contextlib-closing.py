# closing() closes what it was given.
import contextlib
import socket


def ask(address: tuple[str, int]) -> bytes:
    with contextlib.closing(socket.socket()) as sock:
        sock.connect(address)
        return sock.recv(100)
