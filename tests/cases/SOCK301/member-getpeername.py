# The kernel remembers the peer's name after the peer has closed: this answers True until we close ourselves.
import socket


class Printer:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def isConnected(self):
        try:
            self.sock.getpeername()  # expect: SOCK301 (member)
            return True
        except OSError:
            return False

    def disconnect(self):
        self.sock.close()
