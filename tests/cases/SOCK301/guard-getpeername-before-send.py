# Asking for the peer's name first proves nothing about the peer: it may have gone an hour ago.
import socket


class Display:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def show(self, text: str) -> bool:
        try:
            self.sock.getpeername()  # expect: SOCK301 (guard-io)
        except OSError:
            return False
        self.sock.sendall(text.encode("cp437"))
        return True
