# The base's constructor keeps it: called by name, by super(), or inherited.
import socket


class Link:
    def __init__(self, name, given):
        self.name = name
        self.given = given


class Echo(Link):
    def __init__(self, given):
        super().__init__("echo", given)

    def run(self):
        while True:
            self.given.sendall(self.given.recv(100))  # expect: SOCK101


class Sink(Link):
    def run(self):
        while self.given.recv(100):
            pass
        self.given.close()


def serve(listener: socket.socket):
    while True:
        first, _ = listener.accept()
        Echo(first).run()
        second, _ = listener.accept()
        Sink("sink", second).run()
