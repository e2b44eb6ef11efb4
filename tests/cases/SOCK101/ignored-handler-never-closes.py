# Nothing tells an empty request from another: it is answered with an error line, and the connection is left behind.
import socket
import threading


class KeyServer:
    def __init__(self, port: int) -> None:
        self.keys = {b"alice": b"4f1c", b"bob": b"99ae"}
        self.connections: list[socket.socket] = []
        self.listener = socket.create_server(("", port))

    def run(self) -> None:
        while True:
            conn, _ = self.listener.accept()
            self.connections.append(conn)
            threading.Thread(target=self.answer, args=(conn,)).start()

    def answer(self, conn: socket.socket) -> None:
        name = conn.recv(256).strip()  # expect: SOCK101 (ignored)
        conn.sendall(self.keys.get(name, b"unknown") + b"\n")
