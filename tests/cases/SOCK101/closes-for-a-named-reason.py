"""What is called with a named constant does what it does for that."""

import enum
import socket

FAILED = 3


class Reason(enum.Enum):
    LOST = 1
    DONE = 2


class Client:
    DROP = True

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def by_number(self):
        while True:
            data = self.sock.recv(100)
            if not data:
                self.finish(FAILED)
                return
            print(data)

    def finish(self, code):
        if code == FAILED:
            self.sock.close()

    def by_enumeration(self):
        data = self.sock.recv(100)
        if not data:
            self.end(Reason.LOST)
            return
        print(data)

    def end(self, reason):
        if reason is Reason.LOST:
            self.sock.close()

    def for_another_reason(self):
        data = self.sock.recv(100)  # expect: SOCK101
        if not data:
            self.end(Reason.DONE)
            return
        print(data)

    def by_attribute(self):
        data = self.sock.recv(100)
        if not data:
            if self.DROP:
                self.sock.close()
            return
        print(data)
