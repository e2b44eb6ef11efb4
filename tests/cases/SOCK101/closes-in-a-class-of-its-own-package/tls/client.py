import socket
import ssl

from .link import Link


class Client(Link):
    def __init__(self, address):
        context = ssl.create_default_context()
        super().__init__("client", context.wrap_socket(socket.create_connection(address)))

    def put(self, data):
        print(self.name, data)
