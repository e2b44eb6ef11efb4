import asyncio


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Whoever calls this has them from one connection."""
    while True:
        line = await asyncio.wait_for(reader.readline(), timeout=10)
        if not line:
            writer.close()
            break
        print(line)


async def forget(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        line = await asyncio.wait_for(reader.readline(), timeout=10)  # expect: SOCK101 (not-closed)
        if not line:
            break
        print(line)
