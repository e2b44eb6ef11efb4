# What is done at the end of the stream is told at the read.
import asyncio


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    data = await reader.read(100)  # expect: SOCK101 (ignored)
    writer.write(data)
    await writer.drain()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
