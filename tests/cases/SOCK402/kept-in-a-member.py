# The object has it from now on.
import asyncio


class Desk:
    def __init__(self) -> None:
        self.writer: asyncio.StreamWriter | None = None

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writer = writer


async def main() -> None:
    server = await asyncio.start_server(Desk().take, port=7)
    await server.serve_forever()
