# A start_server handler that returns closes nothing: without writer.close() the half-closed connection stays.
import asyncio


async def echo(reader, writer):
    while True:
        data = await reader.read(1024)  # expect: SOCK101 (not-closed)
        if data == b"":
            break
        writer.write(data)
        await writer.drain()


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 8888)
    async with server:
        await server.serve_forever()


asyncio.run(main())
