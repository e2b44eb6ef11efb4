# The task has it.
import asyncio


async def talk(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(1)
    writer.close()


async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    asyncio.create_task(talk(writer))


async def main() -> None:
    server = await asyncio.start_server(on_client, port=7)
    await server.serve_forever()
