import trio


async def ask(host: str, quiet: bool) -> bytes:
    stream = await trio.open_tcp_stream(host, 80)  # expect: SOCK401
    if quiet:
        return b""
    await stream.send_all(b"x")
    data = await stream.receive_some(4096)
    await stream.aclose()
    return bytes(data)
