# The ordinary way.
import asyncio


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"hello")
    await writer.drain()
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
