# The end of the stream is handled by the base class, which closes.
from base import Channel


class EchoChannel(Channel):
    def handle_read(self) -> None:
        data = self.socket.recv(4096)
        if not data:
            self.handle_close()
            return
        self.socket.sendall(data)
