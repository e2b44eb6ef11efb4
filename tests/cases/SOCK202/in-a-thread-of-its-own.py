# What blocks is an executor's thread.
import asyncio
import socket


async def ask(address: tuple[str, int]) -> bytes:
    loop = asyncio.get_running_loop()
    with socket.create_connection(address) as sock:
        return await loop.run_in_executor(None, sock.recv, 4096)
