# No finding by default: registry.close_session is not to be seen, but is given the socket and says that it ends it.
import socket

import registry


class Feed:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def run(self) -> None:
        while True:
            data = self.sock.recv(4096)
            if not data:
                registry.close_session(self.sock)
                return
            registry.touch(data)
