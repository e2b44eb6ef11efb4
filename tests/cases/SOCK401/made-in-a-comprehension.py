# A list of them is returned.
import socket


def several(count: int) -> list[socket.socket]:
    return [socket.socket() for _ in range(count)]
