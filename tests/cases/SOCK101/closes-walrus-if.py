# The walrus has an else, which closes and ends the thread.
import queue
import socket


def receiver(sock: socket.socket, inbox: queue.Queue) -> None:
    while True:
        if chunk := sock.recv(2048):
            inbox.put(chunk)
        else:
            sock.close()
            return
