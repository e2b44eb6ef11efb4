import socket


def push(sock: socket.socket, data: bytes) -> None:
    while data and (count := sock.send(data)):
        data = data[count:]
