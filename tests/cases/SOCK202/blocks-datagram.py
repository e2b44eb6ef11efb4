# A datagram socket blocks like any other.
import asyncio
import socket


async def listen(port: int) -> None:
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:  # expect: SOCK202 (missing)
        sock.bind(("127.0.0.1", port))
        while True:
            data, sender = await loop.sock_recvfrom(sock, 1500)
            print(sender, data)
