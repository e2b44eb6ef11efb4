import asyncio

from server import Server


async def test_source():
    reader = asyncio.StreamReader()
    reader.feed_eof()
    payload, source = await Server().payload(reader, b"")
    assert source == "source"
