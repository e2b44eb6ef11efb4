# The pair that stands for the end is another answer than the others: the caller leaves its loop and closes.
import enum
import socket


class Kind(enum.Enum):
    DATA = 1
    EXIT = 2


class Shell:
    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def _read(self) -> tuple[Kind, bytes]:
        data = self._sock.recv(2)
        if data == b"":
            return Kind.EXIT, b""
        return Kind.DATA, data

    def run(self) -> None:
        while True:
            kind, data = self._read()
            if kind is Kind.EXIT:
                self._sock.close()
                return
            print(data)
