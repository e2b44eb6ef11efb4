# A drain that fails does so as the transport has closed itself; one whose time is up leaves it open, and a short read too.
import asyncio


async def send(host: str, data: bytes) -> None:
    _, writer = await asyncio.open_connection(host, 7)
    writer.write(data)
    await writer.drain()
    writer.close()


async def send_in_time(host: str, data: bytes) -> None:
    _, writer = await asyncio.open_connection(host, 7)  # expect: SOCK401 (exception-path)
    writer.write(data)
    await asyncio.wait_for(writer.drain(), 5)
    writer.close()


async def ask(host: str) -> bytes:
    reader, writer = await asyncio.open_connection(host, 7)  # expect: SOCK401 (exception-path)
    answer = await reader.readexactly(4)
    writer.close()
    return answer
