# Until the connect is through nobody but the local has the socket.
import socket


class Client:
    def connect(self, address: tuple[str, int]) -> None:
        sock = socket.socket()  # expect: SOCK401 (exception-path)
        sock.connect(address)
        self.sock = sock
