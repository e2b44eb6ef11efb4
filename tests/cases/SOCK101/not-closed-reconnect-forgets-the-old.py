# The members get another connection while the old one's writer is still open.
import asyncio


class Feed:
    def __init__(self, host: str) -> None:
        self.host = host

    async def connect(self) -> None:
        self.reader, self.writer = await asyncio.open_connection(self.host, 7001)

    async def run(self) -> None:
        await self.connect()
        while True:
            line = await self.reader.readline()  # expect: SOCK101 (not-closed)
            if not line:
                await self.connect()
                continue
            print(line.decode())


class TidyFeed(Feed):
    async def run(self) -> None:
        await self.connect()
        while True:
            line = await self.reader.readline()
            if not line:
                self.writer.close()
                await self.connect()
                continue
            print(line.decode())
