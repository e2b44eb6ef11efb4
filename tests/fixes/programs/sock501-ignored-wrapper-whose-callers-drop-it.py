# The wrapper hands the count on, and nobody takes it.
import socket


class Link:
    def __init__(self, host: str) -> None:
        self.sock = socket.create_connection((host, 7))

    def _put(self, data: bytes) -> int:
        return self.sock.send(data)  # expect: SOCK501

    def hello(self) -> None:
        self._put(b"hello " * 1000)

    def bye(self) -> None:
        self._put(b"bye")
        self.sock.close()
