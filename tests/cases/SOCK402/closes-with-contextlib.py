# closing calls close.
import asyncio
import contextlib


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.closing(writer):
        writer.write(b"hello")
        await writer.drain()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
