# SO_RCVTIMEO bounds a recv that blocks; the streams' socket never blocks, so the option has no effect.
import asyncio
import socket
import struct


async def follow(sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 5, 0))  # expect: SOCK201
    reader, writer = await asyncio.open_connection(sock=sock)
    try:
        while line := await reader.readline():
            print(line.decode(), end="")
    finally:
        writer.close()
