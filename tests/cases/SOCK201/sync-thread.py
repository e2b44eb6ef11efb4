# A thread of its own receives and is blocked for a second at most: just what the timeout is for.
import socket
import threading


class Receiver(threading.Thread):
    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(daemon=True)
        self.sock = socket.create_connection(address)
        self.sock.settimeout(1.0)
        self.stopping = False

    def run(self) -> None:
        with self.sock:
            while not self.stopping:
                try:
                    data = self.sock.recv(4096)
                except TimeoutError:
                    continue
                if not data:
                    break
                print(data)
