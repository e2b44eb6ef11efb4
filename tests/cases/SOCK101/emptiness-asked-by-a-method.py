# The test for the end stands in a method and in a property of the same object: no finding.
import asyncio


class Records:
    def __init__(self, reader):
        self.reader = reader
        self.buffer = b""

    def is_over(self):
        return not self.buffer

    @property
    def over(self):
        return not self.buffer

    async def fill(self):
        self.buffer = await self.reader.read(4096)

    async def first(self):
        while True:
            await self.fill()
            if self.is_over():
                break
            print(self.buffer)

    async def second(self):
        while True:
            await self.fill()
            if self.over:
                break
            print(self.buffer)


async def main():
    reader, writer = await asyncio.open_connection("localhost", 7)
    try:
        await Records(reader).first()
        await Records(reader).second()
    finally:
        writer.close()
