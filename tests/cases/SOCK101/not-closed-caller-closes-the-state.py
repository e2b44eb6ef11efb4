# The end of the stream is raised properly, but the thread that catches it closes a protocol state, not the socket.
import socket
import threading


class Decoder:
    def __init__(self) -> None:
        self.buffer = b""
        self.closed = False

    def feed(self, data: bytes) -> None:
        self.buffer += data

    def close(self) -> None:
        self.closed = True


class Peer:
    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._decoder = Decoder()
        threading.Thread(target=self._receiver, name="receiver").start()

    def _receive_some(self) -> None:
        data = self._sock.recv(16384)  # expect: SOCK101 (not-closed)
        if not data:
            raise EOFError("peer closed the connection")
        self._decoder.feed(data)

    def _receiver(self) -> None:
        try:
            while True:
                self._receive_some()
        except EOFError:
            self._decoder.close()
