# The wrapper hands b"" on, but for its caller an empty result means "nothing yet": asked again for ever, never closed.
import socket


class Transport:
    """Non-blocking bytes from and to the player."""

    def __init__(self, host: str, port: int) -> None:
        self._sock = socket.create_connection((host, port))
        self._sock.setblocking(False)

    def read(self) -> bytes:
        """What has come since the last call; b"" if nothing has."""
        try:
            return self._sock.recv(4096)  # expect: SOCK101
        except BlockingIOError:
            return b""

    def write(self, data: bytes) -> None:
        self._sock.sendall(data)
