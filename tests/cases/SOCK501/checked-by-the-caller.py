import socket


class Stream:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def _write(self, data: bytes) -> int:
        try:
            return self.sock.send(data)
        except BlockingIOError:
            return 0

    def flush(self, data: bytes) -> bytes:
        count = self._write(data)
        return data[count:]
