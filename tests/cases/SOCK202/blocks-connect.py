# A connect that is slow stops the loop for as long.
import asyncio
import socket


async def reach(address: tuple[str, int]) -> None:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # expect: SOCK202 (missing)
    try:
        await asyncio.get_running_loop().sock_connect(sock, address)
    finally:
        sock.close()
