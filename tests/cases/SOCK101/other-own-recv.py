# recv belongs to a serial line of our own making; with no more bytes it waits, it never yields b"".
import time


class RadioLink:
    """A half-duplex radio on a serial line."""

    def __init__(self, port) -> None:
        self._port = port

    def recv(self, size: int) -> bytes:
        while self._port.in_waiting < size:
            time.sleep(0.01)
        return self._port.read(size)


def receive_telegram(sock: RadioLink) -> bytes:
    telegram = b""
    while len(telegram) < 18:
        telegram += sock.recv(1)
    return telegram
