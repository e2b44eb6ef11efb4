# The deadline's timer stands still with the loop.
import asyncio
import socket


async def ask(address: tuple[str, int]) -> bytes:
    loop = asyncio.get_running_loop()
    with socket.create_connection(address) as sock:  # expect: SOCK202 (missing)
        return await asyncio.wait_for(loop.sock_recv(sock, 100), 1.0)
