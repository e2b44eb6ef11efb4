# at_eof() is asked before the end comes: the read behind it still yields b"" once. A pair of streams wrapped anew stays
# a pair.
import asyncio

import vendor


async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, out) -> None:
    while not reader.at_eof():
        data = await reader.read(4096)  # expect: SOCK101
        out.write(data)


async def fetch(host: str) -> bytes:
    reader, writer = await asyncio.open_connection(host, 80)
    reader, writer = vendor.wrap(reader, writer)
    body = bytearray()
    while not reader.at_eof():
        data = await reader.read(4096)
        if not data:
            break
        body.extend(data)
    writer.close()
    return bytes(body)
