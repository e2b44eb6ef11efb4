# A stream by its name, a datagram endpoint by its module: recv gives packets, and an empty one is one.
import asyncio

import asyncio_dgram


async def main() -> None:
    stream = await asyncio_dgram.bind(("127.0.0.1", 8888))
    while True:
        data, remote = await stream.recv()
        await stream.send(data[::-1], remote)


asyncio.run(main())
