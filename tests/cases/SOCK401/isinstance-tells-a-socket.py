"""What is no socket need not be closed: the answer is a socket or an exception."""

import asyncio
import socket


async def try_connect(host, port):
    loop = asyncio.get_running_loop()
    sock = socket.socket()
    try:
        sock.setblocking(False)
        await loop.sock_connect(sock, (host, port))
        return sock
    except OSError as failure:
        sock.close()
        return failure


async def answers(host, port):
    result = await try_connect(host, port)
    if isinstance(result, socket.socket):
        result.close()
        return True
    return isinstance(result, ConnectionRefusedError)


async def refuses(host, port):
    result = await try_connect(host, port)  # expect: SOCK401 early-return
    if isinstance(result, socket.socket):
        return False
    return isinstance(result, ConnectionRefusedError)
