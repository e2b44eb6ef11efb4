# How a parameter was made is not to be seen.
import asyncio
import socket


async def receive(sock: socket.socket) -> bytes:
    return await asyncio.get_running_loop().sock_recv(sock, 4096)
