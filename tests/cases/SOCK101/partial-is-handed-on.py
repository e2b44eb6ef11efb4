# What was received before the end is asked for, and handed on: whoever gets less than he asked for knows.
import asyncio


class Proxy:
    async def connect(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("proxy", 80)

    def close(self) -> None:
        self.writer.close()

    async def recv(self, size: int) -> bytes:
        answer = await asyncio.wait_for(self._recv(size), timeout=3)
        if not answer:
            raise ValueError("no answer")
        return answer

    async def _recv(self, size: int) -> bytes:
        try:
            return await self.reader.readexactly(size)
        except asyncio.IncompleteReadError as error:
            return error.partial

    async def skip(self, size: int) -> None:
        try:
            await self.reader.readexactly(size)  # expect: SOCK101 not-closed
        except asyncio.IncompleteReadError as error:
            print(len(error.partial), "skipped")
