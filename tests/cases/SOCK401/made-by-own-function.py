"""Who calls a function that makes a connection and keeps nothing of it is its owner."""

import socket


class Dialer:
    def __init__(self):
        self.kept = None

    def make(self, family):
        sock = socket.socket(family, socket.SOCK_STREAM)
        return sock

    def make_and_keep(self):
        self.kept = socket.socket()
        return self.kept

    def first_that_answers(self, addresses):
        failure = None
        for family, address in addresses:
            sock = self.make(family)  # expect: SOCK401 (exception-path)
            try:
                sock.connect(address)
            except OSError as error:
                failure = error
                continue
            return sock
        raise failure

    def with_care(self, family, address):
        sock = self.make(family)
        try:
            sock.connect(address)
        except OSError:
            sock.close()
            raise
        return sock

    def of_the_kept_one(self):
        sock = self.make_and_keep()
        print(sock)
