# open_connection takes the socket over, and the writer closes it.
import asyncio
import socket


async def ask(sock_path: str) -> bytes:
    sock = socket.socket(socket.AF_UNIX)
    reader, writer = await asyncio.open_unix_connection(sock=sock)
    try:
        return await reader.readexactly(4)
    finally:
        writer.close()
