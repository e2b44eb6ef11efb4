import socket


def push(sock: socket.socket, data: bytes) -> None:
    sock.sendall(data)
