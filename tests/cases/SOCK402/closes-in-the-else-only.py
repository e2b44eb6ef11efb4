# The other branch leaves it open.
import asyncio


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    size = await reader.readexactly(1)
    if size == b"!":
        writer.write(b"yes")
    else:
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)  # expect: SOCK402 (early-return)
    await server.serve_forever()
