# A helper of the program does it.
import asyncio
import socket


def prepared(sock: socket.socket) -> socket.socket:
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setblocking(False)
    return sock


async def reach(address: tuple[str, int]) -> None:
    with prepared(socket.socket()) as sock:
        await asyncio.get_running_loop().sock_connect(sock, address)
