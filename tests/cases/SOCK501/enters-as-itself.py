"""What ``with`` enters is the client itself."""

import socket


class Client:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sock.close()


def tell(address, text):
    with Client(address) as client:
        client.sock.send(text)  # expect: SOCK501
