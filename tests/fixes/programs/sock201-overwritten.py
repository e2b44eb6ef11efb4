# open_connection(sock=) makes the socket non-blocking: the ten seconds are gone, and read() waits for ever.
import asyncio
import socket


async def read_banner(host: str, port: int) -> bytes:
    sock = socket.create_connection((host, port))
    sock.settimeout(10)  # expect: SOCK201 (overwritten)
    reader, writer = await asyncio.open_connection(sock=sock)
    try:
        return await reader.readline()
    finally:
        writer.close()
        await writer.wait_closed()
