# The new connection is made once we have closed the old one, not once the peer has.
import asyncio


class Uplink:
    def __init__(self, host: str) -> None:
        self.host = host
        self.writer: asyncio.StreamWriter | None = None

    async def ensure(self) -> None:
        if self.writer is None or self.writer.is_closing():  # expect: SOCK301 (reconnect)
            _, self.writer = await asyncio.open_connection(self.host, 9009)
