# A class that receives in an override of its own has a loop of its own, too: the loop of its base never runs on it.
import select
import socket


class Transport:
    def recv(self):
        raise NotImplementedError

    def serve(self):
        while True:
            print(self.recv())


class Peer(Transport):
    def __init__(self, address):
        self.peer = socket.create_connection(address)

    def recv(self):
        data = b""
        while select.select([self.peer], [], [], 0.1)[0]:
            part = self.peer.recv(4096)
            if not part:
                break
            data += part
        return data

    def serve(self):
        with self.peer:
            print(self.recv())


class Feed(Transport):
    def __init__(self, address):
        self.feed = socket.create_connection(address)

    def recv(self):
        data = b""
        while select.select([self.feed], [], [], 0.1)[0]:
            part = self.feed.recv(4096)  # expect: SOCK101
            if not part:
                break
            data += part
        return data


class Log(Transport):
    def __init__(self, address):
        self.log = socket.create_connection(address)

    def recv(self):
        data = b""
        while select.select([self.log], [], [], 0.1)[0]:
            part = self.log.recv(4096)  # expect: SOCK101
            if not part:
                break
            data += part
        return data

    def serve(self):
        print("serving")
        super().serve()
