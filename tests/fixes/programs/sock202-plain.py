# accept yields a blocking socket, whatever the listener is.
import asyncio
import socket


async def serve(listener: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    client, _ = listener.accept()  # expect: SOCK202 (missing)
    with client:
        while data := await loop.sock_recv(client, 4096):
            print(data)
