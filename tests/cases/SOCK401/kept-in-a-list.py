# The list has them, and who has the list closes them.
import socket


def listen(ports: list[int]) -> list[socket.socket]:
    found = []
    for port in ports:
        sock = socket.socket()
        found.append(sock)
        sock.bind(("", port))
    return found
