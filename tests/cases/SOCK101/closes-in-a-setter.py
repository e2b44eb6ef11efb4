"""What the property is given up by closes the connection, whatever its setter calls what it is given: no finding."""

import socket


class Feed:
    def __init__(self, host: str) -> None:
        self._sock = socket.create_connection((host, 7))

    @property
    def sock(self) -> socket.socket | None:
        return self._sock

    @sock.setter
    def sock(self, fresh: socket.socket | None) -> None:
        if fresh is None:
            self._sock.close()
        self._sock = fresh

    def run(self) -> None:
        while True:
            data = self._sock.recv(4096)
            if not data:
                self.sock = None
                return
            print(data)
