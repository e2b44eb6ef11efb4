# An empty request fails to decode, which is reported and forgotten; the socket stays in the table, open.
import json
import socket


class Broker:
    def __init__(self) -> None:
        self.peers: dict[str, socket.socket] = {}
        self.log: list[str] = []

    def add(self, name: str, sock: socket.socket) -> None:
        self.peers[name] = sock

    def poll_peer(self, name: str) -> None:
        sock = self.peers[name]
        raw = sock.recv(4096)  # expect: SOCK101
        try:
            request = json.loads(raw)
        except ValueError:
            self.log.append(f"{name}: malformed request")
            return
        sock.sendall(json.dumps({"id": request["id"], "result": "ok"}).encode())
