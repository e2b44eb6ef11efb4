# Stopped meanwhile: the connection that has just come is closed.
import socket
import threading


class Server:
    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.active = True

    def accept(self) -> None:
        conn, _ = self.listener.accept()
        if not self.active:
            conn.close()
            return
        threading.Thread(target=self.serve, args=(conn,)).start()

    def serve(self, conn: socket.socket) -> None:
        with conn:
            conn.sendall(b"hello")
