# The reader puts b"" into the queue as well, and the consumer that takes it out closes the connection.
import queue
import socket
import threading


class Pipeline:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.chunks: queue.Queue[bytes] = queue.Queue(maxsize=64)

    def start(self) -> None:
        threading.Thread(target=self._read).start()
        threading.Thread(target=self._work).start()

    def _read(self) -> None:
        while True:
            chunk = self.sock.recv(65536)
            self.chunks.put(chunk)
            if not chunk:
                return

    def _work(self) -> None:
        while chunk := self.chunks.get():
            print(len(chunk))
        self.sock.close()
