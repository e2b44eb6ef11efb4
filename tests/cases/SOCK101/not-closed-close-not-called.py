# `self.sock.close` without parentheses names the method and calls nothing: the socket is still open afterwards.
import socket


class Remote:
    def __init__(self, host):
        self.sock = socket.create_connection((host, 7))

    def listen(self):
        while True:
            key = self.sock.recv(1)  # expect: SOCK101 (not-closed)
            if key == b"":
                self.sock.close
                break
            print("key", key)
