import socket


def push(sock: socket.socket, head: bytes, body: bytes) -> None:
    sock.sendmsg([head, body])  # expect: SOCK501
