# The constructor's option reaches the socket, which start() gives to asyncio: the TimeoutError below can never come.
import asyncio
import socket


class NotificationService:
    def __init__(self, sock: socket.socket, timeout: float = 30.0) -> None:
        self._sock = sock
        self._sock.settimeout(timeout)  # expect: SOCK201 (overwritten)
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def start(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(sock=self._sock)

    async def next_event(self) -> bytes | None:
        assert self._reader is not None
        try:
            return await self._reader.readline()
        except socket.timeout:
            return None

    def stop(self) -> None:
        if self._writer is not None:
            self._writer.close()
