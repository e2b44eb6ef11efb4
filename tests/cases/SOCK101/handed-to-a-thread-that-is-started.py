# A thread of a class of its own has the connection and closes it, after whatever the first receive yields.
import socket
import threading


class Answering(threading.Thread):
    def __init__(self, conn: socket.socket, wanted: bytes) -> None:
        super().__init__()
        self.conn = conn
        self.wanted = wanted

    def run(self) -> None:
        try:
            self.conn.sendall(self.wanted)
        finally:
            self.conn.close()


class Looking(threading.Thread):
    def __init__(self, conn: socket.socket, wanted: bytes) -> None:
        super().__init__()
        self.conn = conn
        self.wanted = wanted

    def run(self) -> None:
        print(self.conn.getpeername(), self.wanted)


def answer(listener: socket.socket) -> None:
    while True:
        conn, _ = listener.accept()  # expect: SOCK401
        thread = Answering(conn, conn.recv(4096))
        thread.start()


def look(listener: socket.socket) -> None:
    while True:
        conn, _ = listener.accept()  # expect: SOCK401
        thread = Looking(conn, conn.recv(4096))  # expect: SOCK101 (ignored)
        thread.start()
