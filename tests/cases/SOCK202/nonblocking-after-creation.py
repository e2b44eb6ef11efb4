# The ordinary way.
import asyncio
import socket


async def reach(address: tuple[str, int]) -> None:
    with socket.socket() as sock:
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, address)
