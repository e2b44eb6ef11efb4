# The pump tells its owner by the callback that it was made with, and the owner's method closes the socket.
import socket
import threading
from collections.abc import Callable


class Pump:
    def __init__(self, sock: socket.socket, on_end: Callable[[], None]) -> None:
        self._sock = sock
        self._on_end = on_end

    def run(self) -> None:
        while True:
            data = self._sock.recv(4096)
            if not data:
                self._on_end()
                return
            print(data)


class Owner:
    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._pump = Pump(sock, self._close)

    def start(self) -> None:
        threading.Thread(target=self._pump.run).start()

    def _close(self) -> None:
        self._sock.close()
