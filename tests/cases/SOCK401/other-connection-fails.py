"""What is written to the one connection may fail while the other is still in nobody's hands."""

import asyncio


async def pump(reader, writer):
    try:
        while data := await reader.read(4096):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    try:
        far_reader, far_writer = await asyncio.open_connection("far", 80)  # expect: SOCK401 exception-path
        writer.write(b"200 OK\r\n\r\n")
        await writer.drain()
        asyncio.create_task(pump(reader, far_writer))
        asyncio.create_task(pump(far_reader, writer))
    except OSError as failure:
        print(failure)
        writer.close()
