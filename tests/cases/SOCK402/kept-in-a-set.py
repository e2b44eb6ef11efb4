# Whoever has the set closes.
import asyncio


clients: set[asyncio.StreamWriter] = set()


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    clients.add(writer)


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
