# The member has it from the start, so close() reaches it.
import socket


class Client:
    def connect(self, address: tuple[str, int]) -> None:
        self.sock = sock = socket.socket()
        sock.connect(address)

    def close(self) -> None:
        self.sock.close()
