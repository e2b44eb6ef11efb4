# The helper makes it, the caller gives it to the loop.
import asyncio
import socket


def dial(address: tuple[str, int]) -> socket.socket:
    return socket.create_connection(address)  # expect: SOCK202 (missing)


async def ask(address: tuple[str, int]) -> bytes:
    with dial(address) as sock:
        return await asyncio.get_running_loop().sock_recv(sock, 100)
