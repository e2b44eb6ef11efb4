# The heartbeat goes on until we close: the peer's end of stream changes nothing about the loop's condition.
import asyncio


async def heartbeat(writer: asyncio.StreamWriter, period: float = 5.0) -> None:
    while not writer.is_closing():  # expect: SOCK301 (loop)
        writer.write(b"\x00")
        await writer.drain()
        await asyncio.sleep(period)
