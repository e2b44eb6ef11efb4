# The count of recv_into is returned; the caller that sees 0 closes the connection.
import socket


class Ring:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.storage = bytearray(1 << 20)
        self.end = 0

    def _fill(self) -> int:
        count = self.sock.recv_into(memoryview(self.storage)[self.end :])
        self.end += count
        return count

    def load(self) -> None:
        while self.end < len(self.storage):
            if self._fill() == 0:
                self.sock.close()
                break
