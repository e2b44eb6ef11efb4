"""A loop that is broken out of leaves its condition behind; what changes a side of it takes that away."""

import socket


class Short(Exception):
    pass


class Exact:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def close(self):
        self.sock.close()

    def take(self, size):
        got = bytearray()
        while len(got) < size:
            part = self.sock.recv(size - len(got))
            if not part:
                break
            got += part
        if len(got) < size:
            raise Short()
        return bytes(got)

    def ask(self):
        try:
            return self.take(4)
        except Short:
            self.close()
            return None


class Padded:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def close(self):
        self.sock.close()

    def take(self, size):
        got = bytearray()
        while len(got) < size:
            part = self.sock.recv(size - len(got))  # expect: SOCK101
            if not part:
                break
            got += part
        got.extend(bytes(size))
        if len(got) < size:
            raise Short()
        return bytes(size)

    def ask(self):
        try:
            return self.take(4)
        except Short:
            self.close()
            return None
