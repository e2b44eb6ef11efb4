# stats.remember is not to be seen and its name promises nothing: it may close the socket, most likely it does not.
import socket

import stats


class Feed:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def run(self) -> None:
        while True:
            data = self.sock.recv(4096)  # expect: SOCK101 (not-closed)
            if not data:
                stats.remember(self.sock)
                return
            stats.count(len(data))
