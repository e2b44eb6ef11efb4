# The task has the streams.
import asyncio

tasks = set()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        writer.write(await reader.readexactly(4))
    finally:
        writer.close()


async def dial(host: str) -> None:
    reader, writer = await asyncio.open_connection(host, 7)
    tasks.add(asyncio.create_task(serve(reader, writer)))
