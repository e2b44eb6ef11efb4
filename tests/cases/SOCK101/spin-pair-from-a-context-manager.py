# An asynccontextmanager hands out the pair; whoever enters it goes on reading after the end.
import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def connected(host, port):
    reader, writer = await asyncio.open_connection(host, port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def follow(host, port):
    async with connected(host, port) as (reader, _):
        while True:
            line = await reader.readline()  # expect: SOCK101
            print(line)


async def follow_pair(host, port):
    async with connected(host, port) as pair:
        while True:
            line = await pair[0].readline()
            if not line:
                return
            print(line)


async def follow_unpacked(host, port):
    async with connected(host, port) as pair:
        reader, _ = pair
        while True:
            line = await reader.readline()  # expect: SOCK101
            print(line)


async def greet(host, port):
    async with connected(host, port) as pair:
        reader, _ = pair
        await hear(reader)


async def hear(reader):
    print(await reader.readline())
