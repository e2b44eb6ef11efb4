# The drain fails when the peer has gone, and the close is skipped.
import asyncio


async def send(host: str, data: bytes) -> None:
    _, writer = await asyncio.open_connection(host, 7)  # expect: SOCK401 (exception-path)
    writer.write(data)
    await writer.drain()
    writer.close()
