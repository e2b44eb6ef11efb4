import anyio
from anyio.abc import SocketStream


async def pump(host: str) -> None:
    async with await anyio.connect_tcp(host, 80) as stream:
        while True:
            try:
                data = await stream.receive()
            except anyio.EndOfStream:
                break
            print(data)


async def handle(stream: SocketStream) -> None:
    async with stream:
        while True:
            data = await stream.receive()
            await stream.send(data)
