"""What the task yields is had by whoever waits for it, however it is told apart from the others there."""

import asyncio


async def relay(reader: asyncio.StreamReader, commands: asyncio.Queue):
    reading = asyncio.ensure_future(reader.read(4096))
    asking = asyncio.ensure_future(commands.get())
    while True:
        done, _ = await asyncio.wait([reading, asking], return_when=asyncio.FIRST_COMPLETED)
        for each in done:
            got = each.result()
            if each == reading:
                if not got:
                    raise ConnectionResetError
                print(got)
                reading = asyncio.ensure_future(reader.read(4096))
            else:
                asking = asyncio.ensure_future(commands.get())


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    while True:
        got = await asyncio.wait_for(reader.read(4096), 60)  # expect: SOCK101 spin
        writer.write(got)
        await writer.drain()
