"""How much is sent shows in all that the local may hold: one byte is never divided, a longer command may be."""

import socket


def play(sock: socket.socket, ready: bool, name: str) -> None:
    sock.send(b"1" if ready else b"0")
    move = b"l"
    if ready:
        move = b"r"
    sock.send(move)
    sock.send(name.encode())  # expect: SOCK501
    message = bytearray()
    while chunk := name[:9]:
        message.extend(chunk.encode())
        name = name[9:]
    sock.send(message)  # expect: SOCK501
    line = b""
    for _ in range(9):
        line += b"x"
    sock.send(line)  # expect: SOCK501
