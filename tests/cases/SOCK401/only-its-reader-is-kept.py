# A reader cannot be closed: who keeps nothing else has nothing to close.
import asyncio


class Meter:
    async def listen(self) -> None:
        self.reader, _ = await asyncio.open_connection("meter", 7)  # expect: SOCK401 normal-path
        print(await self.reader.read(100))  # expect: SOCK101


class Desk:
    async def open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("desk", 7)

    async def open_one_by_one(self) -> None:
        reader, writer = await asyncio.open_connection("desk", 7)
        self.reader = reader
        self.writer = writer

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()
