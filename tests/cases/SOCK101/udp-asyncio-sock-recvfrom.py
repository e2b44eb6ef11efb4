# loop.sock_recvfrom reads datagrams: the server goes on after an empty one, as it should.
import asyncio
import socket


async def dns_stub(port: int) -> None:
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.setblocking(False)
        sock.bind(("", port))
        while True:
            query, client = await loop.sock_recvfrom(sock, 512)
            await loop.sock_sendto(sock, query[:2] + b"\x81\x83" + query[4:], client)
