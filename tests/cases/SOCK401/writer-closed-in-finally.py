# The writer is closed in a finally; the connecting has a time limit.
import asyncio


async def send(host: str, data: bytes) -> None:
    _, writer = await asyncio.wait_for(asyncio.open_connection(host, 7), 3)
    try:
        writer.write(data)
        await writer.drain()
    finally:
        writer.close()
        await writer.wait_closed()
