# A last word and the close: whether the peer hears it does not matter, the connection ends here in any case.
import asyncio


class ImapSession:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def logout(self) -> None:
        if not self.writer.is_closing():
            self.writer.write(b"a99 LOGOUT\r\n")
            await self.writer.drain()
            self.writer.close()
