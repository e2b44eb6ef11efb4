# Made so by whoever starts the object.
import asyncio
import socket


class Link:
    def __init__(self) -> None:
        self.sock = socket.socket()

    async def start(self, address: tuple[str, int]) -> None:
        self.sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(self.sock, address)

    def close(self) -> None:
        self.sock.close()
