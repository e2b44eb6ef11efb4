import socket

from .link import Link


class Client(Link):
    def __init__(self, address):
        super().__init__(socket.create_connection(address), "client")

    def put(self, data):
        print(self.name, data)
