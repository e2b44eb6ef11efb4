# No finding by default: the timeout is only kept in the socket; it is read back and given to wait_for.
import asyncio
import socket


class Wire:
    def __init__(self, sock: socket.socket, timeout: float) -> None:
        self.sock = sock
        self.sock.settimeout(timeout)

    async def receive(self, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        limit = self.sock.gettimeout()
        self.sock.settimeout(0.0)
        try:
            return await asyncio.wait_for(loop.sock_recv(self.sock, size), limit)
        finally:
            self.sock.settimeout(limit)
