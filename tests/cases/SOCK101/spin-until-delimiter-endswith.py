# One byte at a time until the line ends: after the peer's FIN the byte is empty, and the line never ends.
import socket


class LineClient:
    def __init__(self, address: tuple[str, int]) -> None:
        self.sock = socket.create_connection(address)

    def command(self, text: str) -> str:
        self.sock.sendall(text.encode("ascii") + b"\r\n")
        line = b""
        while not line.endswith(b"\r\n"):
            line += self.sock.recv(1)  # expect: SOCK101 (spin)
        return line.decode("ascii").rstrip()

    def quit(self) -> None:
        self.sock.close()
