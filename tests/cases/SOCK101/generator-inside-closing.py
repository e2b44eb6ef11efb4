# The generator's closing block is left when its loop ends at b"".
import socket
from contextlib import closing


def chunks(address):
    with closing(socket.create_connection(address)) as s:
        while True:
            chunk = s.recv(1 << 14)
            if not chunk:
                break
            yield chunk


def size(address):
    return sum(map(len, chunks(address)))
