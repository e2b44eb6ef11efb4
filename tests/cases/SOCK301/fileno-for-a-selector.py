# A descriptor that is only handed on, or asked for before our own close, decides nothing about the peer.
import select
import socket


class Panel:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.poller = select.poll()
        self.poller.register(sock.fileno(), select.POLLIN)

    def is_ready(self, ready: list[int]) -> bool:
        for number in ready:
            if number == self.sock.fileno():
                self.sock.sendall(b"lamp?")
                return True
        return False

    def fileno(self) -> int:
        return self.sock.fileno()

    @property
    def number(self) -> int:
        number = self.sock.fileno()
        return number

    def close(self) -> None:
        if self.sock.fileno() != -1:
            self.sock.close()

    def drop(self, lamps: dict[int, str]) -> None:
        lamps.pop(self.sock.fileno(), None)
        self.sock.close()
