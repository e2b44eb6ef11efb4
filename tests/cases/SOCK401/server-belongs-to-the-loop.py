# A server is the loop's, as are its connections.
import asyncio


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    print(server.sockets)
    await asyncio.Event().wait()
