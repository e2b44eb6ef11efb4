"""The transport has the socket from here on, as with create_connection."""

import asyncio
import socket


async def join(loop: asyncio.AbstractEventLoop, path: str) -> asyncio.BaseTransport:
    sock = socket.socket(socket.AF_UNIX)
    sock.setblocking(False)
    transport, _ = await loop.create_unix_connection(asyncio.Protocol, sock=sock)
    return transport
