# select reports the closed peer as readable in every turn, and the empty read is stored like any other.
import select
import socket


class Hub:
    def __init__(self, port: int) -> None:
        self.listener = socket.create_server(("", port))
        self.peers: list[socket.socket] = []
        self.received: dict[socket.socket, list[bytes]] = {}

    def run(self) -> None:
        while True:
            readable, _, _ = select.select([self.listener, *self.peers], [], [])
            for sock in readable:
                if sock is self.listener:
                    conn, _ = sock.accept()
                    self.peers.append(conn)
                    self.received[conn] = []
                else:
                    self.received[sock].append(sock.recv(4096))  # expect: SOCK101 (spin)
