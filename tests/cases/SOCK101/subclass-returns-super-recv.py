# The subclass only counts; what its base's recv gives, b"" too, goes on to the caller, whose with closes.
import socket


class CountingSocket(socket.socket):
    received = 0

    def recv(self, bufsize: int, flags: int = 0) -> bytes:
        data = super().recv(bufsize, flags)
        self.received += len(data)
        return data


def measure(address: tuple[str, int]) -> int:
    with CountingSocket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        sock.connect(address)
        while sock.recv(4096):
            pass
        return sock.received
