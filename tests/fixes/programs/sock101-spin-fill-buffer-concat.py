# After the peer has closed, recv yields b"" at once and for ever: the length never grows, and the loop never ends.
import socket
import struct


def read_frame(sock: socket.socket) -> bytes:
    """Read one frame: four bytes of length, then as many of body."""
    (length,) = struct.unpack("!I", _read_exactly(sock, 4))
    return _read_exactly(sock, length)


def _read_exactly(sock: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        data += sock.recv(size - len(data))  # expect: SOCK101 (spin)
    return data
