# A peek takes nothing out and only asks: its answer is returned to the pool, which decides.
import socket


class PooledConnection:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def is_stale(self) -> bool:
        """Whether the server has closed its side while the connection was idle."""
        self.sock.setblocking(False)
        try:
            return self.sock.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        finally:
            self.sock.setblocking(True)

    def close(self) -> None:
        self.sock.close()
