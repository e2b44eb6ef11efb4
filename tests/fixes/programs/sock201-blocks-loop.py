# sock_connect on a socket with a timeout connects inside the call: the loop stands still for up to two seconds.
import asyncio
import socket


async def is_open(host: str, port: int) -> bool:
    loop = asyncio.get_running_loop()
    with socket.socket() as sock:
        sock.settimeout(2)  # expect: SOCK201 (blocks-loop)
        try:
            await loop.sock_connect(sock, (host, port))
        except OSError:
            return False
        return True
