# What nothing received has none of: a colon. `index` raises, and the handler closes; `find` yields -1 and goes on.
import socket


class Desk:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def by_index(self):
        try:
            while True:
                line = self.sock.recv(512)
                print(line[: line.index(b":")])
        except ValueError:
            self.sock.close()

    def by_find(self):
        try:
            while True:
                line = self.sock.recv(512)  # expect: SOCK101
                print(line[: line.find(b":")])
        except ValueError:
            self.sock.close()

    def close(self):
        self.sock.close()
