# Another thread may have closed it, and that is what is asked: no finding.
import queue
import socket


def answer(requests: "queue.Queue[tuple[bytes, socket.socket]]") -> None:
    while True:
        data, client = requests.get()
        if client.fileno() == -1:
            continue
        client.sendall(data)
