# The event loop goes on watching the finished socket, which is readable for ever, and calls on_readable at once again.
import asyncio
import socket


class Console:
    def __init__(self, loop: asyncio.AbstractEventLoop, sock: socket.socket) -> None:
        self.sock = sock
        self.text = ""
        sock.setblocking(False)
        loop.add_reader(sock, self.on_readable)

    def on_readable(self) -> None:
        chunk = self.sock.recv(1024)  # expect: SOCK101
        self.text += chunk.decode("latin-1")
