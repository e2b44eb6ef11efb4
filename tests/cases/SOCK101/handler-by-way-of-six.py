"""socketserver by its name in both Pythons: the server closes what its handler is given."""

import six.moves.socketserver as socketserver


class Handler(socketserver.BaseRequestHandler):
    def answer(self):
        self.request.sendall(b"x")

    def handle(self):
        while True:
            received = self.request.recv(4096)
            if not received:
                return
            self.answer()
