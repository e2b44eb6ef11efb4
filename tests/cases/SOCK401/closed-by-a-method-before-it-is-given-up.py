# close() releases what the member holds, before the member is given up.
import asyncio


class Control:
    def __init__(self) -> None:
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def connect(self, ports: range) -> None:
        for port in ports:
            try:
                self.reader, self.writer = await asyncio.open_connection("localhost", port)
                if await self.reader.readexactly(4) != b"ctrl":
                    raise RuntimeError("another protocol")
            except Exception:
                self.close()
                self.reader = self.writer = None
            else:
                return

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
