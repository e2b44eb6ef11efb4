import socket


class Outbox:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.waiting = bytearray()

    def flush(self) -> None:
        count = self.sock.send(self.waiting)
        del self.waiting[:count]
