# The exact read raises at b"", and its caller in the same file closes where it catches that.
import socket
import struct


class Vnc:
    def __init__(self, host: str, port: int = 5900) -> None:
        self.sock = socket.create_connection((host, port))

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self.sock.recv(size - len(data))
            if not part:
                raise ConnectionError("the server has closed the connection")
            data += part
        return data

    def run(self) -> None:
        try:
            while True:
                kind, length = struct.unpack("!BI", self._exactly(5))
                print(kind, self._exactly(length))
        except ConnectionError:
            self.sock.close()
