# The awaited receive is tested, and its end leaves the with.
import asyncio
import socket


async def serve(listener: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        while True:
            conn, _ = await loop.sock_accept(listener)
            group.create_task(echo(loop, conn))


async def echo(loop: asyncio.AbstractEventLoop, conn: socket.socket) -> None:
    with conn:
        while True:
            data = await loop.sock_recv(conn, 4096)
            if not data:
                return
            await loop.sock_sendall(conn, data)
