# readexactly and readuntil tell the end by an exception: here whoever catches it closes, or tells its caller.
import asyncio


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            writer.write(await reader.readuntil(b"\n"))
            await writer.drain()
    except asyncio.IncompleteReadError:
        pass
    finally:
        writer.close()


class Client:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def packet(self) -> bytes | None:
        try:
            head = await self.reader.readexactly(2)
            return await self.reader.readexactly(int.from_bytes(head))
        except asyncio.IncompleteReadError:
            return None

    async def run(self) -> None:
        while (packet := await self.packet()) is not None:
            print(packet)
        self.writer.close()


async def main() -> None:
    server = await asyncio.start_server(echo, port=7002)
    client = Client(*await asyncio.open_connection("localhost", 7002))
    await asyncio.gather(server.serve_forever(), client.run())


asyncio.run(main())
