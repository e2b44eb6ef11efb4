# The break leaves the loop only; the close stands further down, and every way out of the loop comes by it.
import socket


class Finger:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def ask(self, user: str) -> str:
        self.sock.sendall(user.encode("ascii") + b"\r\n")
        parts = []
        while True:
            part = self.sock.recv(1024)
            if not part:
                break
            parts.append(part)
        self.sock.close()
        return b"".join(parts).decode("latin-1")
