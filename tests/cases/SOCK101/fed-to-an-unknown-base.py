"""What the base's method does with nothing, nobody sees: it may raise, or set what ends the loop."""

import socket

from somewhere import Parser


class Response(Parser):
    def __init__(self, sock):
        self.sock = sock
        self.complete = False

    def read(self):
        try:
            while not self.complete:
                self.feed(self.sock.recv(4096))
        finally:
            self.sock.close()

    def skip(self):
        try:
            while not self.complete:
                print(self.sock.recv(4096))  # expect: SOCK101 spin
        finally:
            self.sock.close()


Response(socket.create_connection(("localhost", 80))).read()
