# is_closing tells of our own close only; the writer of a stream is not closed by the peer's end of stream.
import asyncio


class Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @property
    def connected(self) -> bool:
        return not self._writer.is_closing()  # expect: SOCK301 (member)

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()
