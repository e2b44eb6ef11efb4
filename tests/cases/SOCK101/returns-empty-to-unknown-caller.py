# A thin wrapper returns what recv gave, b"" too: whoever calls it has what it needs to close.
import socket


class PlainTransport:
    """Bytes over TCP, with the interface that the other transports have."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def read(self, size: int = 4096) -> bytes:
        return self._sock.recv(size)

    def readinto(self, buffer: bytearray) -> int:
        return self._sock.recv_into(buffer)

    def write(self, data: bytes) -> None:
        self._sock.sendall(data)

    def close(self) -> None:
        self._sock.close()
