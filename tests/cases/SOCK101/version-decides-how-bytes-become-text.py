# Python 3 takes the first way, on which nothing received stays an empty text.
import socket
import sys

PY3 = sys.version_info[0] >= 3


def text(data: bytes) -> str:
    if PY3:
        return str(data, "latin-1")
    return str(data)


class Client:
    def __init__(self, server: str) -> None:
        self.sock = socket.create_connection((server, 11211))

    def line(self) -> str:
        line = ""
        while not line.endswith("\n"):
            data = text(self.sock.recv(1))
            if not data:
                raise EOFError(line)
            line += data
        return line

    def close(self) -> None:
        self.sock.close()
