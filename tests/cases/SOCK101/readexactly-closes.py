# readexactly raises at the end; every way out of the handler, that one too, closes the writer.
import asyncio
import contextlib


class FrameServer:
    async def on_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                while True:
                    size = int.from_bytes(await reader.readexactly(4), "big")
                    await self.on_frame(await reader.readexactly(size))
        finally:
            writer.close()

    async def on_frame(self, frame: bytes) -> None:
        print(frame.hex())

    async def serve(self) -> None:
        server = await asyncio.start_server(self.on_client, port=6001)
        await server.serve_forever()
