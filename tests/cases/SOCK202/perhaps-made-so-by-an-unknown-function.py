# Nobody knows what a library does with it.
import asyncio
import socket

import tuning


async def reach(address: tuple[str, int]) -> None:
    with socket.socket() as sock:
        tuning.apply(sock)
        await asyncio.get_running_loop().sock_connect(sock, address)
