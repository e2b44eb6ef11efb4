# The same question in another dress: whatever getpeername says decides what the property answers.
import socket


class Device:
    def __init__(self, sock: socket.socket | None = None) -> None:
        self._sock = sock

    @property
    def online(self) -> bool:
        if self._sock is None:
            return False
        try:
            peer = self._sock.getpeername()  # expect: SOCK301 (member)
        except OSError:
            return False
        else:
            return bool(peer)
