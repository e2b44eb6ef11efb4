# A tuple target with a member in it.
import socket


class Server:
    def __init__(self, listener: socket.socket) -> None:
        self.conn, address = listener.accept()
        print(address)
