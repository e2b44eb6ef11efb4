import trio


async def pump(host: str) -> None:
    stream = await trio.open_tcp_stream(host, 80)
    async with stream:
        while True:
            data = await stream.receive_some(4096)
            if not data:
                return
            print(data)


async def iterate(host: str) -> None:
    async with await trio.open_tcp_stream(host, 80) as stream:
        async for data in stream:
            print(data)


async def handle(stream: trio.SocketStream) -> None:
    # trio closes it when the handler returns.
    data = await stream.receive_some(4096)
    await stream.send_all(data)


async def main() -> None:
    await trio.serve_tcp(handle, 65300)
