# Made in one method, used in another.
import asyncio
import socket


class Link:
    def __init__(self, address: tuple[str, int]) -> None:
        self.sock = socket.create_connection(address)  # expect: SOCK202 (missing)

    async def ask(self, question: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self.sock, question)
        answer = await loop.sock_recv(self.sock, 4096)
        if not answer:
            self.close()
        return answer

    def close(self) -> None:
        self.sock.close()
