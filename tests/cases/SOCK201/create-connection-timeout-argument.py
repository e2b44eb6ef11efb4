# The timeout is create_connection's argument: it bounds the connecting, which is done when asyncio takes over.
import asyncio
import socket


async def fetch(host: str) -> bytes:
    sock = socket.create_connection((host, 70), timeout=5)
    sock.setblocking(False)
    reader, writer = await asyncio.open_connection(sock=sock)
    try:
        writer.write(b"\r\n")
        return await reader.read()
    finally:
        writer.close()
