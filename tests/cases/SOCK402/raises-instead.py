# asyncio closes for a handler that raises, from 3.11 on.
import asyncio


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if await reader.readexactly(4) != b"open":
        raise ValueError("no such word")
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
