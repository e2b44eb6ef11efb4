# fromfd copies the listening process's descriptor; the copy is read to its end inside a with.
import socket
import sys


def serve_inherited(fd: int) -> None:
    with socket.fromfd(fd, socket.AF_INET, socket.SOCK_STREAM) as conn:
        while data := conn.recv(1024):
            sys.stdout.buffer.write(data)
