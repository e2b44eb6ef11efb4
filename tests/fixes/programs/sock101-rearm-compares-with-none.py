# recv never yields None: the test for the end can never be true, and the client is read again for ever.
import socket
import threading


class Worker(threading.Thread):
    def __init__(self, conn: socket.socket) -> None:
        threading.Thread.__init__(self)
        self.conn = conn
        self.total = 0

    def run(self) -> None:
        while True:
            data = self.conn.recv(1024)  # expect: SOCK101
            if data is None:
                break
            self.total += len(data)
        self.conn.close()
