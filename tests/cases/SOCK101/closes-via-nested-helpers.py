# _drop closes two calls further down: disconnect, then a function that is given the socket.
import socket


def _quietly_close(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    sock.close()


class Client:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.lines = 0

    def disconnect(self) -> None:
        _quietly_close(self.sock)

    def _drop(self, why: str) -> None:
        print("dropping the client:", why)
        self.disconnect()

    def serve(self) -> None:
        while True:
            data = self.sock.recv(2000)
            if not data:
                self._drop("end of stream")
                return
            self.lines += data.count(b"\n")
