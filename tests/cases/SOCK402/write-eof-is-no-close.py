# The client still keeps its half open, and so the connection.
import asyncio


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"hello")
    writer.write_eof()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)  # expect: SOCK402 (normal-path)
    await server.serve_forever()
