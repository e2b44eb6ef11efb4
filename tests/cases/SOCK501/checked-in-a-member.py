import socket


class Outbox:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.sent = 0

    def push(self, data: bytes) -> None:
        self.sent = self.sock.send(data)
