import socket


def upload(sock: socket.socket, data: bytes) -> None:
    offset = 0
    while offset < len(data):
        piece = data[offset : offset + 512]
        sock.send(piece)  # expect: SOCK501
        offset += len(piece)
