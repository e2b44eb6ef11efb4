# A stream socket may be told where to send, for nothing: it stays one.
import socket


class Robot:
    def __init__(self, host: str) -> None:
        self.address = (host, 29999)
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)

    def connect(self) -> None:
        self.sock.connect(self.address)
        welcome = self.sock.recv(100)  # expect: SOCK101 (ignored)
        print(welcome)

    def command(self, text: str) -> None:
        self.sock.sendto(text.encode(), self.address)
