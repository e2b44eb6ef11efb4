import socket


def push(sock: socket.socket, data: bytes) -> None:
    if sock.send(data) != len(data):
        raise OSError("only a part was sent")
