"""A duplicate has the timeout of what it is made of (socket.py, `dup`)."""

import asyncio
import socket


async def ask(loop: asyncio.AbstractEventLoop, sock: socket.socket) -> bytes:
    sock.setblocking(False)
    with sock.dup() as copy:
        return await loop.sock_recv(copy, 100)
