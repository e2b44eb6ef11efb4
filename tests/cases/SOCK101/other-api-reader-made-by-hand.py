# A reader that the program makes itself, over the terminal: the peer that goes away is no peer.
import asyncio
import sys


async def connect_terminal():
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await loop.connect_read_pipe(lambda: protocol, sys.stdin.buffer)
    transport, _ = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, sys.stdout.buffer)
    return reader, asyncio.StreamWriter(transport, protocol, reader, loop)


async def main():
    reader, writer = await connect_terminal()
    while True:
        line = await reader.read(100)
        if not line:
            break
        writer.write(line)


async def chat(name):
    reader, writer = await asyncio.open_connection(name, 7007)  # expect: SOCK401
    while True:
        line = await reader.read(100)  # expect: SOCK101
        if not line:
            break
        writer.write(line)
