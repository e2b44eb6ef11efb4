# A timeout of 0 is the same.
import asyncio
import socket


async def reach(address: tuple[str, int]) -> None:
    with socket.socket() as sock:
        sock.settimeout(0)
        await asyncio.get_running_loop().sock_connect(sock, address)
