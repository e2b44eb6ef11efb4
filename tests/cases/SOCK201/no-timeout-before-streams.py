# None and 0 set no timeout: one waits for ever, the other does not wait, which is what asyncio wants.
import asyncio
import socket


async def stream_over(sock: socket.socket, blocking: bool) -> None:
    if blocking:
        sock.settimeout(None)
    else:
        sock.settimeout(0.0)
    reader, writer = await asyncio.open_connection(sock=sock)
    try:
        while data := await reader.read(1024):
            print(len(data))
    finally:
        writer.close()


async def receive_once(sock: socket.socket) -> bytes:
    sock.settimeout(0)
    return await asyncio.get_running_loop().sock_recv(sock, 1024)
