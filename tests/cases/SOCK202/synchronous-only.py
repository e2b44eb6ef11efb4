# Outside the loop a socket may block.
import asyncio
import socket


def ask(address: tuple[str, int]) -> bytes:
    with socket.create_connection(address) as sock:
        return sock.recv(4096)
