# What a handler is given is known by its place.
import asyncio


async def on_client(reader, writer):
    writer.write(b"hello")
    await writer.drain()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)  # expect: SOCK402 (normal-path)
    await server.serve_forever()
