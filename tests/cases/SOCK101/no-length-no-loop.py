"""A length made of nothing is 0, so there is nothing to wait for. In the midst of what was announced there is."""

import socket


def receive(address, file):
    with socket.create_connection(address) as sock:
        length = int.from_bytes(sock.recv(4), "big")
        got = 0
        while got < length:
            data = sock.recv(length - got)  # expect: SOCK101 (spin)
            file.write(data)
            got += len(data)
