# The receive is a task, its result is read later; b"" there is added to the buffer, and the next task is made.
import asyncio
import socket


class Tunnel:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.buffer = bytearray()

    async def fill(self, size: int) -> None:
        loop = asyncio.get_running_loop()
        while len(self.buffer) < size:
            task = asyncio.create_task(loop.sock_recv(self.sock, 4096))  # expect: SOCK101 (spin)
            await asyncio.wait([task])
            self.buffer += task.result()
