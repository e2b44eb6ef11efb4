# is_closing() is false until somebody closes: the guard keeps nobody from it.
import asyncio


async def leave(writer: asyncio.StreamWriter) -> None:
    if not writer.is_closing():
        writer.close()
        await writer.wait_closed()


async def knock(host: str) -> None:
    _reader, writer = await asyncio.open_connection(host, 7)
    await leave(writer)
