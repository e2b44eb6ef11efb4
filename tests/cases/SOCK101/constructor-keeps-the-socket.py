# A class is given its socket. What it does with it counts, whoever made it and whatever the parameter is called.
import socket


class Frames:
    def __init__(self, given):
        self.given = given

    def skip(self, size):
        while size:
            size -= len(self.given.recv(size))  # expect: SOCK101


class Answers:
    def __init__(self, given):
        self.given = given

    def skip(self, size):
        while size:
            chunk = self.given.recv(size)
            if not chunk:
                self.given.close()
                return
            size -= len(chunk)


def frames(address):
    sock = socket.create_connection(address)
    return Frames(sock)


def answers(address):
    return Answers(given=socket.create_connection(address))
