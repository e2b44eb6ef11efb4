# The first accept stops the loop until somebody calls.
import asyncio
import socket


async def serve(port: int) -> None:
    loop = asyncio.get_event_loop()
    listener = socket.socket()  # expect: SOCK202 (missing)
    with listener:
        listener.bind(("", port))
        listener.listen()
        while True:
            client, _ = await loop.sock_accept(listener)
            client.close()
