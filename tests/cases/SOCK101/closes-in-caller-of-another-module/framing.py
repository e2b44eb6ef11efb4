# read_exactly raises at the end of the stream; the only caller, two modules away, closes in its except.
import socket
import struct


class Closed(Exception):
    """The peer has ended the connection."""


def read_exactly(sock: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        chunk = sock.recv(size - len(data))
        if not chunk:
            raise Closed(f"{size - len(data)} bytes are missing")
        data += chunk
    return bytes(data)


def read_message(sock: socket.socket) -> bytes:
    (size,) = struct.unpack("!H", read_exactly(sock, 2))
    return read_exactly(sock, size)
