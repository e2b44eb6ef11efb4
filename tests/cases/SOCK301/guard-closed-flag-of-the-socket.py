# _closed is the socket object's note of our own close; it says nothing about the peer before a send.
import socket


class Gauge:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def push(self, value: float) -> None:
        if not self.sock._closed:  # expect: SOCK301 (guard-io)
            self.sock.sendall(b"%f\n" % value)
