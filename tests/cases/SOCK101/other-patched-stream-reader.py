# read_n is a method that this file puts on StreamReader; it reads exactly and raises at the end, which closes.
import asyncio

asyncio.StreamReader.read_n = lambda self, n: asyncio.wait_for(self.readexactly(n), timeout=60)


async def socks_greeting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        version, count = await reader.read_n(2)
        methods = await reader.read_n(count)
        writer.write(bytes((version, 0 if 0 in methods else 0xFF)))
        await writer.drain()
    finally:
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(socks_greeting, "localhost", 1080)
    async with server:
        await server.serve_forever()
