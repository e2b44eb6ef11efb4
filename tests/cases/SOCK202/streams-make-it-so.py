# open_connection(sock=) makes the socket non-blocking itself.
import asyncio
import socket


async def reach(address: tuple[str, int]) -> None:
    reader, writer = await asyncio.open_connection(sock=socket.create_connection(address))
    try:
        print(await reader.read())
    finally:
        writer.close()
