# The minute blocks everybody: in sock_recv a socket with a timeout waits in recv itself, and the whole loop with it.
import asyncio
import socket


async def handle(conn: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    conn.settimeout(60)  # expect: SOCK201 (blocks-loop)
    with conn:
        while data := await loop.sock_recv(conn, 1024):
            await loop.sock_sendall(conn, data)


async def main() -> None:
    loop = asyncio.get_running_loop()
    with socket.create_server(("", 8007)) as listener:
        listener.setblocking(False)
        async with asyncio.TaskGroup() as tasks:
            while True:
                conn, _ = await loop.sock_accept(listener)
                tasks.create_task(handle(conn))


asyncio.run(main())
