# A read of an exact size raises at the end; after it nobody closes.
import asyncio


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    size = await reader.readexactly(4)
    writer.write(size)
    await writer.drain()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)  # expect: SOCK402 (normal-path)
    await server.serve_forever()
