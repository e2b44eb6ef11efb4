# The descriptor is a key for the poll object: its number decides nothing.
import select
import socket


class Poller:
    def __init__(self) -> None:
        self.poll = select.poll()
        self.by_fd: dict[int, socket.socket] = {}

    def watch(self, sock: socket.socket) -> None:
        self.by_fd[sock.fileno()] = sock
        self.poll.register(sock.fileno(), select.POLLIN)
