# readexactly tells the end by IncompleteReadError; the handler takes it for a goodbye and leaves the writer open.
import asyncio
import struct


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        try:
            head = await reader.readexactly(2)  # expect: SOCK101
        except asyncio.IncompleteReadError:
            print("client has gone")
            return
        (number,) = struct.unpack("!H", head)
        writer.write(struct.pack("!H", number + 1))


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7007)
    async with server:
        await server.serve_forever()
