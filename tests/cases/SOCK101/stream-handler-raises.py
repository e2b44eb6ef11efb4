# A handler that raises at the end of the stream is closed by start_server (from 3.11 on).
import asyncio


class Incomplete(Exception):
    pass


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    header = await reader.read(16)
    if len(header) < 16:
        raise Incomplete(header)
    writer.write(header[::-1])
    await writer.drain()
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=5010)
    await server.serve_forever()
