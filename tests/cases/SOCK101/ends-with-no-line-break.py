"""Nothing ends with a line break: the end is told as a bad reply."""

import asyncio


async def replies(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    try:
        while True:
            line = await reader.readline()
            if not line.endswith(b"\r\n"):
                raise ValueError("a reply ends with a line break")
            print(line)
    finally:
        writer.close()


async def lines(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    try:
        while True:
            line = await reader.readline()  # expect: SOCK101 spin
            if line.endswith(b".\r\n"):
                break
            print(line)
    finally:
        writer.close()
