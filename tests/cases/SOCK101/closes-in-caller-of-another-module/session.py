import socket
import threading

from framing import Closed, read_message


class Session(threading.Thread):
    def __init__(self, sock: socket.socket) -> None:
        super().__init__()
        self.sock = sock

    def run(self) -> None:
        try:
            while True:
                print(read_message(self.sock))
        except Closed:
            self.sock.close()
