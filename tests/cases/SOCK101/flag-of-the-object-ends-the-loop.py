# The flag is the object's; run() leaves its loop at the end of the stream and closes in its finally.
import socket


class Agent:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.running = False

    def on_input(self) -> None:
        data = self.sock.recv(4096)
        if not data:
            self.running = False
            return
        print(data)

    def run(self) -> None:
        self.running = True
        try:
            while self.running:
                self.on_input()
        finally:
            self.sock.close()
