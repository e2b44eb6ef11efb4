# The case for b"" closes and returns; all other bytes are commands.
import socket


class Remote:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.volume = 50

    def run(self) -> None:
        while True:
            match self.sock.recv(1):
                case b"":
                    self.sock.close()
                    return
                case b"+":
                    self.volume += 1
                case b"-":
                    self.volume -= 1
                case other:
                    print("unknown key", other)
