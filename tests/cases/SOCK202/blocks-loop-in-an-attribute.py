# The loop is an object's own.
import asyncio
import socket


class Receiver:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop

    async def run(self, address: tuple[str, int]) -> None:
        with socket.socket() as sock:  # expect: SOCK202 (missing)
            await self.loop.sock_connect(sock, address)
            while chunk := await self.loop.sock_recv(sock, 4096):
                print(chunk)
