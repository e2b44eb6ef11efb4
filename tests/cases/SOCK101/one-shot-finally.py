# One read, returned as it is, and closed on the way out.
import socket


class Probe:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def ask(self, question: str) -> str:
        try:
            self.sock.sendall(question.encode())
            return self.sock.recv(4096).decode()
        finally:
            self.sock.close()
