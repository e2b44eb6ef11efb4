# setblocking(False) was right; settimeout right after it makes the socket one that blocks the loop, up to three seconds.
import asyncio
import socket


class Publisher:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.sock.setblocking(False)
        self.sock.settimeout(3)  # expect: SOCK201 (blocks-loop)

    async def publish(self, message: bytes) -> None:
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self.sock, len(message).to_bytes(4, "big") + message)

    def close(self) -> None:
        self.sock.close()
