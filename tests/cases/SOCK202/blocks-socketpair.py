# Both ends of a pair block; so does whoever waits on one.
import asyncio
import socket


class Waker:
    def __init__(self) -> None:
        self.near, self.far = socket.socketpair()  # expect: SOCK202 (missing)

    async def wait(self) -> None:
        await asyncio.get_running_loop().sock_recv(self.near, 1)

    def wake(self) -> None:
        self.far.send(b"!")
