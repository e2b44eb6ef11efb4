"""The selector hands out what it was given with a descriptor, so the connection is not lost: no finding."""

import selectors
import socket


class Server:
    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.selector = selectors.DefaultSelector()

    def accept(self) -> None:
        sock, address = self.listener.accept()
        self.selector.register(sock.fileno(), selectors.EVENT_READ, data=sock)
        print(address)
