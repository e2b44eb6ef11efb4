# What is left is handed out first; whoever iterates asks again, and then is told.
import asyncio


class Messages:
    def __init__(self, reader: asyncio.StreamReader) -> None:
        self.reader = reader
        self.buffer = b""

    def __aiter__(self) -> "Messages":
        return self

    async def __anext__(self) -> bytes:
        while b"\n" not in self.buffer:
            data = await self.reader.read(4096)
            if not data:
                if self.buffer:
                    rest, self.buffer = self.buffer, b""
                    return rest
                raise StopAsyncIteration
            self.buffer += data
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    async for message in Messages(reader):
        writer.write(message)
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(serve, port=7003)
    await server.serve_forever()
