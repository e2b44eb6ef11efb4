# The async generator ends at b"" and closes in its finally.
import asyncio
from collections.abc import AsyncIterator


async def lines(host: str, port: int) -> AsyncIterator[str]:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        while True:
            line = await reader.readline()
            if not line:
                return
            yield line.decode().rstrip()
    finally:
        writer.close()


async def main() -> None:
    async for line in lines("localhost", 4711):
        print(line)
