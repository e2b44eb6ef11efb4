# The list comprehension keeps all whom we have not closed, so the gone ones are written to as well.
import asyncio

writers: set[asyncio.StreamWriter] = set()


async def broadcast(line: bytes) -> None:
    for writer in [each for each in writers if not each.is_closing()]:  # expect: SOCK301 (guard-io)
        writer.write(line)
        await writer.drain()
