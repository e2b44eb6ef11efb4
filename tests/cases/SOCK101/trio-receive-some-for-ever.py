import trio


async def pump(host: str) -> None:
    stream = await trio.open_tcp_stream(host, 80)
    async with stream:
        while True:
            data = await stream.receive_some(4096)  # expect: SOCK101 (spin)
            print(data)
