# The header's read is tested, the body's read below it is not: a peer that stops in the middle keeps it spinning.
import socket
import struct


def next_message(sock: socket.socket) -> bytes | None:
    head = sock.recv(4)
    if len(head) < 4:
        sock.close()
        return None
    (size,) = struct.unpack("<I", head)
    parts = []
    while size > 0:
        part = sock.recv(size)  # expect: SOCK101 (spin)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
