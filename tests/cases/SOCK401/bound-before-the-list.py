# A port that is taken leaves its socket behind.
import socket


def listen(ports: list[int]) -> list[socket.socket]:
    found = []
    for port in ports:
        sock = socket.socket()  # expect: SOCK401 (exception-path)
        sock.bind(("", port))
        found.append(sock)
    return found
