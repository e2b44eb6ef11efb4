# Both pumps end at b"", gather comes back, and neither they nor the handler ever close a writer.
import asyncio


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):  # expect: SOCK101 (not-closed)
        writer.write(data)
        await writer.drain()


class Bridge:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.backend = (reader, writer)

    async def on_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        backend_reader, backend_writer = self.backend
        await asyncio.gather(pump(reader, backend_writer), pump(backend_reader, writer))

    async def serve(self, port: int) -> None:
        server = await asyncio.start_server(self.on_client, "localhost", port)
        async with server:
            await server.serve_forever()
