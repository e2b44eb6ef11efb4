# "Not connected" is raised where we have closed, never where the peer has; the answer is waited for in vain.
import asyncio


class NotConnected(Exception):
    pass


class Client:
    _reader: asyncio.StreamReader
    _writer: asyncio.StreamWriter | None = None

    async def connect(self, host: str) -> None:
        self._reader, self._writer = await asyncio.open_connection(host, 8123)

    async def command(self, text: str) -> bytes:
        if self._writer is None or self._writer.is_closing():  # expect: SOCK301 (guard-io)
            raise NotConnected(text)
        self._writer.write(text.encode() + b"\r")
        return await self._reader.readuntil(b"\r")
