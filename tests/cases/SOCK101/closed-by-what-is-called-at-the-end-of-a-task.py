# Whoever runs the loop has the socket closed by what is called once it has ended.
import socket
from concurrent.futures import Future, ThreadPoolExecutor

import gevent


class Reader:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def loop(self) -> None:
        while True:
            data = self.sock.recv(1024)
            if not data:
                return
            print(data)

    def over(self, job: Future[None]) -> None:
        self.sock.close()


class Pooled:
    def __init__(self, sock: socket.socket, pool: ThreadPoolExecutor) -> None:
        self.sock = sock
        pool.submit(self.loop).add_done_callback(self.over)

    def loop(self) -> None:
        while True:
            data = self.sock.recv(1024)
            if not data:
                return
            print(data)

    def over(self, job: Future[None]) -> None:
        self.sock.close()


class Unlinked:
    def __init__(self, sock: socket.socket, pool: ThreadPoolExecutor) -> None:
        self.sock = sock
        pool.submit(self.loop).add_done_callback(self.over)

    def loop(self) -> None:
        while True:
            data = self.sock.recv(1024)  # expect: SOCK101 (not-closed)
            if not data:
                return
            print(data)

    def over(self, job: Future[None]) -> None:
        print("over")


def serve(address: tuple[str, int], pool: ThreadPoolExecutor) -> None:
    reader = Reader(socket.create_connection(address))
    gevent.spawn(reader.loop).link(reader.over)
    Pooled(socket.create_connection(address), pool)
    Unlinked(socket.create_connection(address), pool)
