# The loop asks at_eof as well, and leaves at an empty read: the end of the stream does end it.
import asyncio


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while not reader.at_eof() and not writer.is_closing():
            data = await reader.read(4096)
            if not data:
                break
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(echo, "localhost", 7)
    await server.serve_forever()
