# A library has it.
import asyncio

import protocol


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await protocol.serve(reader, writer)


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
