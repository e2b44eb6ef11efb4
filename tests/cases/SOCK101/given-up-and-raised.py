"""Who is told has nothing to close where the only name of the connection has been given up."""

import socket


class Link:
    def __init__(self):
        self.sock = None

    def connect(self):
        self.sock = socket.create_connection(("localhost", 9876))

    def close(self):
        if self.sock:
            self.sock.close()
            self.sock = None

    def ask(self, text):
        try:
            self.sock.sendall(text)
            part = self.sock.recv(8192)  # expect: SOCK101
            if not part:
                raise ConnectionError("closed")
            return part
        except Exception:
            self.sock = None
            raise

    def ask_and_close(self, text):
        try:
            self.sock.sendall(text)
            part = self.sock.recv(8192)
            if not part:
                raise ConnectionError("closed")
            return part
        except Exception:
            sock = self.sock
            self.sock = None
            sock.close()
            raise

    def ask_and_tell(self, text):
        try:
            self.sock.sendall(text)
            part = self.sock.recv(8192)
            if not part:
                raise ConnectionError("closed")
            return part
        except Exception:
            self.close()
            raise
