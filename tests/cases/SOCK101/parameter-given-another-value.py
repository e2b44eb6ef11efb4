# A parameter is what its callers give it, all of them, also where the function gives it another value in between.
import socket


class Buffer:
    def __init__(self) -> None:
        self.data = b""

    def recv(self, size: int) -> bytes:
        return self.data[:size]

    def close(self) -> None:
        self.data = b""


def pump(link) -> None:
    while True:
        data = link.recv(100)  # expect: SOCK101 spin
        if data == b"swap":
            link = None
        print(data)


def try_out() -> None:
    pump(Buffer())


def run(address: tuple[str, int]) -> None:
    pump(socket.create_connection(address))
