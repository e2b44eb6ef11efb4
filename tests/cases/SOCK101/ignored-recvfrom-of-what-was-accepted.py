"""`recvfrom` speaks of datagrams, but what was accepted is a stream, and is kept beside its address."""

import socket


class Lamp:
    def __init__(self) -> None:
        self.listener = socket.create_server(("", 49152))
        self.clients: dict = {}

    def do_read(self, fileno: int) -> None:
        if fileno == self.listener.fileno():
            client, address = self.listener.accept()
            self.clients[client.fileno()] = (client, address)
        else:
            data, sender = self.clients[fileno][0].recvfrom(4096)  # expect: SOCK101
            if not data:
                del self.clients[fileno]
            else:
                self.handle(data, self.clients[fileno][0])

    def handle(self, data: bytes, peer) -> None:
        raise NotImplementedError


class Dimmer(Lamp):
    def handle(self, data: bytes, peer) -> None:
        peer.send(data.upper())  # expect: SOCK501
