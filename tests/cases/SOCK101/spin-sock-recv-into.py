# sock_recv_into yields 0 at the end of the stream, so the offset stands still and the loop with it.
import asyncio
import socket


async def read_block(sock: socket.socket, size: int) -> bytes:
    loop = asyncio.get_running_loop()
    block = bytearray(size)
    offset = 0
    while offset < size:
        count = await loop.sock_recv_into(sock, memoryview(block)[offset:])  # expect: SOCK101 (spin)
        offset = offset + count
    return bytes(block)
