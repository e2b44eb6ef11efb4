import socket


class Waker:
    def __init__(self) -> None:
        self.inner, self.outer = socket.socketpair()

    def wake(self) -> None:
        self.outer.send(b"\0")

    def close(self) -> None:
        self.inner.close()
        self.outer.close()


def answer(sock: socket.socket, number: int) -> None:
    sock.send(bytes([number]))
    sock.send(bytes([number, number]))  # expect: SOCK501 (ignored)


def nudge(sock: socket.socket) -> None:
    sock.send("".encode())
    sock.send(bytes("!", "ascii"))
    sock.send("!!".encode())  # expect: SOCK501 (ignored)
