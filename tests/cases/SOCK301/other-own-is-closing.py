# is_closing is a method of our own, over a flag of our own, which the reader sets at the end of the stream.
import asyncio


class Wire:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._ended = False

    def is_closing(self) -> bool:
        return self._ended

    async def run(self) -> None:
        while data := await self._reader.read(1024):
            print(data)
        self._ended = True
        self._writer.close()

    def send(self, data: bytes) -> None:
        if not self.is_closing():
            self._writer.write(data)


async def greet(wire: Wire) -> None:
    if not wire.is_closing():
        wire.send(b"hello\n")
