import socket


class Link:
    def __init__(self, host: str) -> None:
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.sock.connect((host, 6667))

    def say(self, text: str) -> None:
        self.sock.send(text.encode() + b"\r\n")  # expect: SOCK501

    def close(self) -> None:
        self.sock.close()
