# The pool keeps what is submitted with all its arguments.
import queue
import socket
from collections.abc import Callable


class Pool:
    def __init__(self) -> None:
        self.jobs: queue.Queue[tuple[Callable[..., None], tuple[object, ...]]] = queue.Queue()

    def submit(self, job: Callable[..., None], *arguments: object) -> None:
        self.jobs.put((job, arguments))


def echo(conn: socket.socket) -> None:
    with conn:
        conn.sendall(b"hello")


def serve(listener: socket.socket, pool: Pool) -> None:
    while True:
        conn, _ = listener.accept()
        pool.submit(echo, conn)
