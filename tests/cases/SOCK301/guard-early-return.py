# The guard returns early, but only after a close of our own: a peer that has gone is written to as ever.
import asyncio


async def notify(writer: asyncio.StreamWriter, topic: str, payload: bytes) -> None:
    if writer.is_closing():  # expect: SOCK301 (guard-io)
        return
    writer.write(f"{topic} {len(payload)}\n".encode())
    writer.write(payload)
    await writer.drain()
