# An exception's class is no exception that happened: asked for its truth it is always true, and the close is come to.
import socket


class Server:
    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.client: socket.socket | None = None

    def run(self) -> None:
        while True:
            try:
                self.client, _ = self.listener.accept()
                while True:
                    data = self.client.recv(1024).decode()
                    if not data:
                        break
                    print(data)
            finally:
                if KeyboardInterrupt:
                    if self.client:
                        self.client.close()
                    self.client = None
