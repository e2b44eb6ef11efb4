# A half-close is passed on: at b"" the other side is told by write_eof, and both are closed when both are done.
import asyncio


async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(16384):
        target.write(data)
        await target.drain()
    if target.can_write_eof():
        target.write_eof()


async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    upstream_reader, upstream_writer = await asyncio.open_connection("127.0.0.1", 5432)
    try:
        await asyncio.gather(copy(reader, upstream_writer), copy(upstream_reader, writer))
    finally:
        upstream_writer.close()
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(proxy, "127.0.0.1", 15432)
    await server.serve_forever()
