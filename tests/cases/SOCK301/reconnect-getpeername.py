# It connects again only where getpeername fails, which a peer's close does not bring about.
import socket


class Logger:
    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self.sock = socket.create_connection(address)

    def ensure_connection(self) -> None:
        try:
            self.sock.getpeername()  # expect: SOCK301 (reconnect)
        except OSError:
            self.sock.close()
            self.sock = socket.create_connection(self.address)
