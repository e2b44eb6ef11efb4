# The session is made of it.
import asyncio


class Session:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def run(self) -> None:
        self.writer.write(b"hello")
        await self.writer.drain()
        self.writer.close()


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await Session(writer).run()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
