# closing() closes when its with block ends; as a bare statement it closes nothing, so the connection stays open.
import contextlib
import socket


class Mirror:
    def __init__(self, address: tuple[str, int]) -> None:
        self.sock = socket.create_connection(address)
        self.copy = bytearray()

    def run(self) -> None:
        try:
            while True:
                data = self.sock.recv(4096)  # expect: SOCK101 (not-closed)
                if not data:
                    break
                self.copy += data
        finally:
            contextlib.closing(self.sock)
