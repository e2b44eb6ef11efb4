# A handler need be no coroutine.
import asyncio


def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"hello")


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)  # expect: SOCK402 (normal-path)
    await server.serve_forever()
