# sock_recv on a finished stream is b"" every time; the echo loop sends nothing back for ever.
import asyncio
import socket


async def echo(conn: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    with conn:
        while True:
            data = await loop.sock_recv(conn, 1024)  # expect: SOCK101 (spin)
            await loop.sock_sendall(conn, data.upper())


async def serve(port: int) -> None:
    loop = asyncio.get_running_loop()
    tasks = set()
    with socket.create_server(("", port)) as listener:
        listener.setblocking(False)
        while True:
            conn, _ = await loop.sock_accept(listener)
            task = asyncio.create_task(echo(conn))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
