# A method of an object is a handler too.
import asyncio


class Greeter:
    async def greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"hello")
        await writer.drain()


async def main() -> None:
    server = await asyncio.start_server(Greeter().greet, port=7)  # expect: SOCK402 (normal-path)
    await server.serve_forever()
