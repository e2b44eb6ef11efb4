# A library's function tells the end of the stream to whoever calls it by an exception: to close is up to them.
import socket


def recv_until(sock: socket.socket, mark: bytes) -> bytes:
    """Read up to and with a mark; EOFError if the stream ends before it."""
    data = bytearray()
    while not data.endswith(mark):
        byte = sock.recv(1)
        if not byte:
            raise EOFError(f"no {mark!r} before the end")
        data += byte
    return bytes(data)
