import socket


class WebSocket:
    def __init__(self, sock: socket.socket) -> None:
        self.raw = sock

    def send(self, text: str) -> None:
        self.raw.sendall(text.encode())


class Client:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = WebSocket(sock)

    def hello(self) -> None:
        self.sock.send("hello")
