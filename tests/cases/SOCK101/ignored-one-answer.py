# One read, shown as it is: when the projector has closed, the user sees an empty answer and the socket stays open.
import socket


class Projector:
    def __init__(self, host: str) -> None:
        self.sock = socket.create_connection((host, 4352), timeout=10)

    def show_power(self) -> None:
        self.sock.sendall(b"%1POWR ?\r")
        answer = self.sock.recv(64)  # expect: SOCK101 (ignored)
        print("power:", answer.decode("ascii"))
