# To file it in a list makes it no other.
import asyncio
import socket


class Pool:
    def __init__(self) -> None:
        self.all: list[socket.socket] = []

    async def open(self, address: tuple[str, int]) -> None:
        sock = socket.socket()  # expect: SOCK202 (missing)
        self.all.append(sock)
        await asyncio.get_running_loop().sock_connect(sock, address)

    def close(self) -> None:
        for sock in self.all:
            sock.close()
