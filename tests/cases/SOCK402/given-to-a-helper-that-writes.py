# The helper only writes.
import asyncio


async def greet(writer: asyncio.StreamWriter) -> None:
    writer.write(b"hello")
    await writer.drain()


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await greet(writer)


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)  # expect: SOCK402 (normal-path)
    await server.serve_forever()
