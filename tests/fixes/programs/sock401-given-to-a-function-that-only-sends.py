# What is given the socket sends, and gives it to nobody.
import socket


def greet(sock: socket.socket) -> None:
    sock.sendall(b"hello")


def send(address: tuple[str, int]) -> None:
    sock = socket.create_connection(address)  # expect: SOCK401 (normal-path)
    greet(sock)
