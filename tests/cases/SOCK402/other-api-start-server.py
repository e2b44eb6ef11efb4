# A method of that name of the program's own.
import asyncio

import robots


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"hello")


async def main() -> None:
    server = await robots.start_server(on_client, port=7)
    await server.serve_forever()
