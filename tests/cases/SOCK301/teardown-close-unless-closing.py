# is_closing guards only the close: just what it is good for.
import asyncio


class Session:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def close(self) -> None:
        if not self.writer.is_closing():
            self.writer.close()
        await self.writer.wait_closed()
