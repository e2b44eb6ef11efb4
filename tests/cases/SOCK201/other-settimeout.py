# settimeout is a method of our own client, which passes it to wait_for: no socket has a timeout here.
import asyncio


class Client:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._limit: float | None = None

    def settimeout(self, seconds: float | None) -> None:
        self._limit = seconds

    async def ask(self, question: bytes) -> bytes:
        self._writer.write(question)
        return await asyncio.wait_for(self._reader.readline(), self._limit)


async def version(client: Client) -> bytes:
    client.settimeout(5)
    return await client.ask(b"version\n")
