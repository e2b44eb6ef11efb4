# A subclass of socket reads as its base does: the count of a closed peer's bytes never reaches the size.
import socket


class PacketSocket(socket.socket):
    """A stream of packets, each of the same size."""

    SIZE = 188

    def packet(self) -> bytes:
        data = b""
        while len(data) < self.SIZE:
            data += self.recv(self.SIZE - len(data))  # expect: SOCK101 (spin)
        return data
