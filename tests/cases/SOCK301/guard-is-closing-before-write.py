# After the peer's end of stream is_closing is still False, and the write goes into the void.
import asyncio


class Player:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def tell(self, text: str) -> None:
        if not self.writer.is_closing():  # expect: SOCK301 (guard-io)
            self.writer.write(text.encode() + b"\n")
            await self.writer.drain()

    def leave(self) -> None:
        self.writer.close()
