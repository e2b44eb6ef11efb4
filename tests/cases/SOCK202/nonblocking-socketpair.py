# Both ends are made so.
import asyncio
import socket


class Waker:
    def __init__(self) -> None:
        self.near, self.far = socket.socketpair()
        self.near.setblocking(False)
        self.far.setblocking(False)

    async def wait(self) -> None:
        await asyncio.get_running_loop().sock_recv(self.near, 1)
