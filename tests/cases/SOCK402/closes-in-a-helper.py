# The helper closes.
import asyncio


async def finish(writer: asyncio.StreamWriter) -> None:
    writer.close()
    await writer.wait_closed()


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"hello")
    await finish(writer)


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
