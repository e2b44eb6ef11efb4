import socket


def push(sock: socket.socket, data: bytes) -> None:
    while data:
        data = data[sock.send(data) :]
