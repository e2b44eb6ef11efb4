# A buffer that has just been made, and that nothing was put into, is empty: no finding.
import socket


class Lines:
    def __init__(self, sock):
        self.sock = sock
        self.buffer = bytearray()

    def fill(self):
        self.buffer = bytearray()
        self.buffer.extend(self.sock.recv(4096))

    def read(self):
        while True:
            self.fill()
            if not self.buffer:
                break
            print(self.buffer)


def main():
    with socket.create_connection(("localhost", 7)) as sock:
        Lines(sock).read()
