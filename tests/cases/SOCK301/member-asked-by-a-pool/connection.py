# The pool, in the other file, hands out what calls itself alive, which any connection does that we did not close.
import asyncio


class PooledConnection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def is_alive(self) -> bool:
        return not self.writer.is_closing()  # expect: SOCK301 (member)

    async def ping(self) -> bytes:
        self.writer.write(b"PING\r\n")
        await self.writer.drain()
        return await self.reader.readline()

    def close(self) -> None:
        self.writer.close()
