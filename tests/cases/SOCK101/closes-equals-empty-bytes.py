# The end of the stream is compared for by its value, b"", and closed there.
import socket


class Sink:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.received = 0

    def run(self) -> None:
        while True:
            block = self.sock.recv(1 << 16)
            if block == b"":
                self.sock.close()
                break
            self.received += len(block)
