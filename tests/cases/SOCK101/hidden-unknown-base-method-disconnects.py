# No finding by default: the base class is not to be seen; self.disconnect() of it most likely closes the socket.
import socket

from vendor.devices import BaseDevice


class Turntable(BaseDevice):
    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock)
        self.sock = sock

    def run(self) -> None:
        while True:
            data = self.sock.recv(64)
            if not data:
                self.disconnect()
                break
            self.handle(data)
