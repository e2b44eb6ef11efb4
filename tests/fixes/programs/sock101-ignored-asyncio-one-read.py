# The handler answers whatever it has read, an end of stream too, and returns without closing the writer.
import asyncio
import datetime


async def tell_time(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    zone = await reader.read(100)  # expect: SOCK101 (ignored)
    now = datetime.datetime.now().isoformat()
    writer.write(f"{zone.decode().strip()}: {now}\n".encode())
    await writer.drain()


async def main() -> None:
    server = await asyncio.start_server(tell_time, port=1313)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
