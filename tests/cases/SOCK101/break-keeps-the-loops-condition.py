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


class Header:
    SIZE = len("abcd")

    def __init__(self, address, most):
        self.sock = socket.create_connection(address)
        self.most = most
        self.least = most

    def close(self):
        self.sock.close()

    def take(self):
        got = b""
        while len(got) < Header.SIZE:
            part = self.sock.recv(Header.SIZE - len(got))
            if not part:
                break
            got += part
        if len(got) != Header.SIZE:
            raise Short()
        return got

    def take_most(self):
        got = b""
        while len(got) < self.most:
            part = self.sock.recv(self.most - len(got))
            if not part:
                break
            got += part
        if len(got) < self.most:
            raise Short()
        return got

    def take_least(self):
        got = b""
        while len(got) < self.least:
            part = self.sock.recv(self.least - len(got))  # expect: SOCK101
            if not part:
                break
            got += part
        self.relax()
        if len(got) < self.least:
            raise Short()
        print(got)

    def relax(self):
        self.least -= 1

    def ask(self):
        try:
            self.take()
            self.take_most()
            self.take_least()
        except Short:
            self.close()
