# Whatever was read is put into a queue for the workers, who split words out of it; nobody looks for the end.
import queue
import socket

jobs = queue.Queue()


def on_ready(conn: socket.socket) -> None:
    """Called once for each connection that has something to read."""
    jobs.put(conn.recv(1024).decode())  # expect: SOCK101 (ignored)


def worker(counts: dict) -> None:
    while True:
        for word in jobs.get().split():
            counts[word] = counts.get(word, 0) + 1
