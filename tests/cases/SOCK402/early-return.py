# One way out goes past the close.
import asyncio


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if writer.get_extra_info("peername")[0] == "10.0.0.1":
        return
    writer.write(b"hello")
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)  # expect: SOCK402 (early-return)
    await server.serve_forever()
