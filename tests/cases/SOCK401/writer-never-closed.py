# The writer of open_connection is never closed.
import asyncio


async def send(host: str, data: bytes) -> None:
    reader, writer = await asyncio.open_connection(host, 7)  # expect: SOCK401 (normal-path)
    writer.write(data)
    await writer.drain()
