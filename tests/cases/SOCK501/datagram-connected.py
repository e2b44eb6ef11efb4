import socket


class Statsd:
    def __init__(self, host: str) -> None:
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.connect((host, 8125))

    def count(self, name: str) -> None:
        self.sock.send(name.encode() + b":1|c")
