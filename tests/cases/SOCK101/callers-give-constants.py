import select
import socket


class Closed(Exception):
    pass


def drain(sock, limit=0):
    """Every caller gives a limit, or takes that which is none."""
    count = 0
    while True:
        ready, _, _ = select.select([sock], [], [], 0)
        if not ready:
            break
        sock.recv(1024)
        if limit > 0:
            count += 1
            if count >= limit:
                raise Closed()


def take(sock, strict):
    data = sock.recv(512)
    if not data and strict:
        raise Closed()
    return data


def drain_for_ever(sock, limit=0):
    count = 0
    while True:
        ready, _, _ = select.select([sock], [], [], 0)
        if not ready:
            break
        sock.recv(1024)  # expect: SOCK101
        if limit > 0:
            count += 1
            if count >= limit:
                raise Closed()


class Wire:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def close(self):
        self.sock.close()

    def ask(self):
        try:
            drain(self.sock, 3)
            return take(self.sock, strict=True)
        except Closed:
            self.close()
            return None

    def answer(self):
        data = take(self.sock, strict=False)
        if not data:
            self.close()

    def forget(self):
        drain_for_ever(self.sock)
