import socket


def push(sock: socket.socket, data: bytes) -> None:
    sent = sock.send(data)  # expect: SOCK501
    print("pushed")
