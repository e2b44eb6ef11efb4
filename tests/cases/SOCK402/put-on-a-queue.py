# Whoever takes it from the queue closes.
import asyncio


waiting: asyncio.Queue[asyncio.StreamWriter] = asyncio.Queue()


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await waiting.put(writer)


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
