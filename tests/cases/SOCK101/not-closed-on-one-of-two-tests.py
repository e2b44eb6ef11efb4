# Only the first read's end is closed; the second one, for the rest of the packet, breaks out and leaves it open.
import socket
import threading


class Tracker:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.points: list[bytes] = []
        threading.Thread(target=self._run).start()

    def _run(self) -> None:
        while True:
            kind = self.sock.recv(1)
            if not kind:
                self.sock.close()
                return
            body = self.sock.recv(12)  # expect: SOCK101 (not-closed)
            if not body:
                break
            self.points.append(kind + body)
