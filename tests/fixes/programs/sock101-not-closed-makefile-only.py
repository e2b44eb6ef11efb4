# Closing the file that makefile gave leaves the socket itself open, so an empty line ends the loop and no more.
import socket


class Modem:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.events: list[bytes] = []

    def read_events(self) -> None:
        with self.sock.makefile("rb") as lines:
            while True:
                line = lines.readline()  # expect: SOCK101 (not-closed)
                if not line:
                    break
                self.events.append(line.strip())
