# readline yields b"" at once after the end of the stream, which is not the blank line: the coroutine never ends.
import asyncio


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    headers = []
    try:
        while True:
            line = await reader.readline()  # expect: SOCK101 (spin)
            if line == b"\r\n":
                break
            headers.append(line.decode("latin-1").rstrip())
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        await writer.drain()
    finally:
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(handle, port=8081)
    async with server:
        await server.serve_forever()


asyncio.run(main())
