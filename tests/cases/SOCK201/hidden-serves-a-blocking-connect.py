# No finding by default: the timeout bounds the blocking connect; only what comes after it is asynchronous.
import asyncio
import socket


async def connect(host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.settimeout(4)
        sock.connect((host, port))
        return await asyncio.open_connection(sock=sock)
    except BaseException:
        sock.close()
        raise
