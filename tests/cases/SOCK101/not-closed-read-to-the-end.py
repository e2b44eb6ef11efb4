# read() without a size comes back only when the client has ended its side, and nothing closes ours after that.
import asyncio


class Paste:
    def __init__(self) -> None:
        self.texts: list[bytes] = []

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        text = await reader.read()  # expect: SOCK101
        self.texts.append(text)
        writer.write(b"stored as %d\n" % len(self.texts))
        await writer.drain()

    async def serve(self) -> None:
        server = await asyncio.start_server(self.handle, port=9999)
        await server.serve_forever()
