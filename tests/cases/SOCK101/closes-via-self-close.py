# At the end of the stream the object's own close() is called, and that closes the socket.
import socket
import threading


class Telnet:
    def __init__(self, host: str) -> None:
        self.sock: socket.socket | None = socket.create_connection((host, 23))
        self.buffer = b""
        threading.Thread(target=self._fill, daemon=True).start()

    def _fill(self) -> None:
        while self.sock is not None:
            data = self.sock.recv(1024)
            if not data:
                self.close()
                return
            self.buffer += data

    def close(self) -> None:
        if self.sock is not None:
            self.sock.close()
            self.sock = None
