"""A file's read yields what there is, less at the end; the base that says so is not to be seen here."""

import io
import socket

from somewhere import FileObject


class Wrapped(FileObject):
    def __init__(self, sock: socket.socket):
        self.sock = sock

    def read(self, size=-1):
        found = io.BytesIO()
        while size < 0 or found.tell() < size:
            data = self.sock.recv(4096)
            if not data:
                break
            found.write(data)
        return found.getvalue()


class Alone(object):
    def __init__(self, sock: socket.socket):
        self.sock = sock

    def recv(self):
        while True:
            data = self.sock.recv(4096)  # expect: SOCK101 not-closed
            if not data:
                break
            print(data)
