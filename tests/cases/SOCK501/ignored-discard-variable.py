import socket


def push(sock: socket.socket, data: bytes) -> None:
    _ = sock.send(data)  # expect: SOCK501
