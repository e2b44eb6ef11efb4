# A loop may ask for its flag by a method that does nothing but answer with it.
import socket


class Feed:
    def __init__(self, sock: socket.socket):
        self._sock = sock
        self._ended = False
        self._paused = False

    def is_ended(self):
        return self._ended

    def is_paused(self):
        return self._paused

    def run(self):
        while not self.is_ended():
            data = self._sock.recv(100)
            if not data:
                self._ended = True
            print(data)
        self._sock.close()

    def run_until_paused(self):
        while not self.is_paused():
            data = self._sock.recv(100)  # expect: SOCK101
            if not data:
                self._ended = True
            print(data)
        self._sock.close()
