import trio


async def ask(host: str, quiet: bool) -> bytes:
    async with await trio.open_tcp_stream(host, 80) as stream:
        if quiet:
            return b""
        await stream.send_all(b"x")
        return bytes(await stream.receive_some(4096))


async def give_up(host: str) -> None:
    stream = await trio.open_tcp_stream(host, 80)
    await trio.aclose_forcefully(stream)
