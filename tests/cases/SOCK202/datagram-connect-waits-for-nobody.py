# To connect a datagram socket only sets an address; the endpoint makes it non-blocking then.
import asyncio
import socket


async def listen(address: tuple[str, int]) -> None:
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        await loop.sock_connect(sock, address)
        transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, sock=sock)
        await asyncio.sleep(1)
        transport.close()
