# fileno is -1 after our own close only; a method called is_connected promises more than that.
import socket


class Camera:
    def __init__(self, host: str) -> None:
        self.sock = socket.create_connection((host, 554))

    def is_connected(self) -> bool:
        return self.sock.fileno() != -1  # expect: SOCK301 (member)

    def close(self) -> None:
        self.sock.close()
