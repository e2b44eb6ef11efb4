# A meter that hangs up in the middle of an answer leaves this loop extending a bytearray by nothing, for ever.
import socket


class Meter:
    """A power meter that answers every query with a block of fixed size."""

    BLOCK = 128

    def __init__(self, host, port=4001):
        self._sock = socket.create_connection((host, port), timeout=10)

    def query(self, register):
        self._sock.sendall(b"R%04d\r" % register)
        answer = bytearray()
        while len(answer) < self.BLOCK:
            answer.extend(self._sock.recv(self.BLOCK - len(answer)))  # expect: SOCK101 (spin)
        return bytes(answer)

    def close(self):
        self._sock.close()
