# Both ends of the pair are the program's own: it is woken by it, and nobody else can close it.
import selectors
import socket


class Loop:
    def __init__(self) -> None:
        self._inner, self._outer = socket.socketpair()
        self._inner.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._inner, selectors.EVENT_READ)

    def wake(self) -> None:
        self._outer.send(b"\0")

    def run(self) -> None:
        while True:
            self._selector.select()
            try:
                while True:
                    if not self._inner.recv(4096):
                        break
            except BlockingIOError:
                pass
