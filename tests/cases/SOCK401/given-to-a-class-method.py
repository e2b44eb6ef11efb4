import socket


class Stream:
    def __init__(self, sock, kind=None):
        self.inner = sock

    def recv(self):
        return self.inner.recv(512)

    def close(self):
        self.inner.close()


class Client:
    @classmethod
    def over(cls, sock, **options):
        return cls.linked(None, Stream(sock, 3), **options)

    @classmethod
    def named(cls, name, sock):
        print(cls, name, sock.fileno())


def start(host):
    sock = socket.create_connection((host, 7))
    return Client.over(sock, host=host)


def name(host):
    sock = socket.create_connection((host, 7))  # expect: SOCK401
    Client.named("one", sock)
