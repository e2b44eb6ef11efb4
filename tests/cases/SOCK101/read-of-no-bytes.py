# A read of no bytes is b"" always and tells nothing; the read that matters is tested, and the writer closed.
import asyncio


async def ping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(0)
    try:
        while True:
            data = await reader.read(1)
            if not data:
                break
            writer.write(b"!")
            await writer.drain()
    finally:
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(ping, port=7)
    await server.serve_forever()
