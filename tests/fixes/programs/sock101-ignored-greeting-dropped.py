# The greeting is read and dropped; if the server closes instead of greeting, nobody notices, and nobody closes.
import socket


class SmtpProbe:
    def __init__(self, host: str) -> None:
        self.sock = socket.socket()
        self.host = host

    def connect(self) -> None:
        self.sock.connect((self.host, 25))
        self.sock.recv(512)  # expect: SOCK101 (ignored)
