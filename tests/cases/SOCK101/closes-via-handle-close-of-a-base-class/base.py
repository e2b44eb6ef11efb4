# The subclass, in the other file, calls handle_close; this one closes the socket there.
import socket


class Channel:
    """One connection of a small select loop."""

    def __init__(self, sock: socket.socket) -> None:
        self.socket = sock
        self.alive = True

    def fileno(self) -> int:
        return self.socket.fileno()

    def handle_close(self) -> None:
        self.alive = False
        self.socket.close()
