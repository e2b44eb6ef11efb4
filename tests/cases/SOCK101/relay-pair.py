# Each half closes the other side's writer when its own side ends: as a pair they close both.
import asyncio


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while not reader.at_eof():
            writer.write(await reader.read(2048))
            await writer.drain()
    finally:
        writer.close()


async def on_client(local_reader: asyncio.StreamReader, local_writer: asyncio.StreamWriter) -> None:
    try:
        remote_reader, remote_writer = await asyncio.open_connection("10.0.0.5", 22)
    except OSError:
        local_writer.close()
        return
    await asyncio.gather(pipe(local_reader, remote_writer), pipe(remote_reader, local_writer))


async def main() -> None:
    server = await asyncio.start_server(on_client, "127.0.0.1", 2222)
    async with server:
        await server.serve_forever()
