# sock_accept makes what it yields non-blocking.
import asyncio
import socket


async def serve(listener: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    listener.setblocking(False)
    client, _ = await loop.sock_accept(listener)
    with client:
        while data := await loop.sock_recv(client, 4096):
            await loop.sock_sendall(client, data)
