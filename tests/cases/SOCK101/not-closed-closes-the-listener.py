# At the end of the stream the listener is closed in place of the connection, which stays half-closed.
import socket


class OneShotServer:
    def __init__(self, port: int) -> None:
        self.listener = socket.create_server(("", port))
        self.conn, self.address = self.listener.accept()

    def run(self) -> None:
        while True:
            request = self.conn.recv(4096)  # expect: SOCK101 (not-closed)
            if not request:
                self.listener.close()
                break
            self.conn.sendall(request[::-1])
