# Stopped meanwhile: the connection that has just come is forgotten.
import socket
import threading


class Server:
    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.active = True

    def accept(self) -> None:
        conn, _ = self.listener.accept()  # expect: SOCK401 (early-return)
        if not self.active:
            return
        threading.Thread(target=self.serve, args=(conn,)).start()

    def serve(self, conn: socket.socket) -> None:
        with conn:
            conn.sendall(b"hello")
