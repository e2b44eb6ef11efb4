# The loop's own condition ends it at b"", and the line below closes.
import socket
import sys


def cat(sock: socket.socket) -> None:
    while data := sock.recv(4096):
        sys.stdout.buffer.write(data)
    sock.close()
