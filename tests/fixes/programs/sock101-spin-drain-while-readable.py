# "Drain what is left": once the instrument has closed, the socket is readable for ever and the drain never ends.
import select
import socket


class Instrument:
    def __init__(self, host: str) -> None:
        self.sock = socket.create_connection((host, 5025), timeout=5)

    def flush_input(self) -> None:
        """Throw away answers to earlier commands."""
        while select.select([self.sock], [], [], 0)[0]:
            self.sock.recv(4096)  # expect: SOCK101 (spin)

    def write(self, command: str) -> None:
        self.flush_input()
        self.sock.sendall(command.encode() + b"\n")
