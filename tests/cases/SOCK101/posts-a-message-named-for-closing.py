"""At the end the actor is told to close: what it does then, nobody sees here. Of what has come it is told otherwise."""

import socket


class Connection:
    def __init__(self, sock, actor):
        self.sock = sock
        self.actor = actor

    def on_readable(self, fd):
        data = self.sock.recv(4096)
        if not data:
            self.actor.tell({"close": True})
            return True
        self.actor.tell({"received": data})
        return True

    def on_readable_quietly(self, fd):
        data = self.sock.recv(4096)  # expect: SOCK101 not-closed
        if not data:
            self.actor.tell({"received": None})
            return True
        self.actor.tell({"received": data})
        return True


def connect(host, actor):
    return Connection(socket.create_connection((host, 6600)), actor)
