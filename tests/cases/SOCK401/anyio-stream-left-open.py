from anyio import connect_tcp


async def ask(host: str, quiet: bool) -> bytes:
    stream = await connect_tcp(host, 80)  # expect: SOCK401
    if quiet:
        return b""
    try:
        await stream.send(b"x")
        return await stream.receive()
    finally:
        await stream.aclose()
