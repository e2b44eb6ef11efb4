import asyncio


def address_of(name: str) -> tuple[str, int]:
    return name, 7


async def link(name: str):
    reader, writer = await asyncio.open_connection(*address_of(name))
    return reader, writer
