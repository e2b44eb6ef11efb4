"""What a process writes comes through a pipe, which nobody has to close, though asyncio reads it as it does a socket."""

import asyncio
from collections.abc import Callable


async def each_line(stream: asyncio.StreamReader, tell: Callable[[bytes], None]) -> None:
    while True:
        line = await stream.readline()
        if not line:
            break
        tell(line)


async def each_line_of_a_peer(stream: asyncio.StreamReader, tell: Callable[[bytes], None]) -> None:
    while True:
        line = await stream.readline()  # expect: SOCK101 not-closed
        if not line:
            break
        tell(line)


async def run(*command: str) -> int:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    await asyncio.gather(each_line(process.stdout, print), each_line(process.stderr, print))
    return await process.wait()
