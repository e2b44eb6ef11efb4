# The name is asked for first, but the peek after it asks the connection itself.
import socket


class Link:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def is_connected(self) -> bool:
        try:
            self.sock.getpeername()
            return self.sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False
