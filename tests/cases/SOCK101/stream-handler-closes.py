# The walrus ends the loop at b"", and the handler closes its writer in the finally.
import asyncio


async def shout(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while line := await reader.readline():
            writer.write(line.upper())
            await writer.drain()
    finally:
        writer.close()
        await writer.wait_closed()


async def main() -> None:
    server = await asyncio.start_server(shout, "localhost", 2001)
    async with server:
        await server.serve_forever()


asyncio.run(main())
