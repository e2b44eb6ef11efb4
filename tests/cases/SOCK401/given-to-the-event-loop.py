# The loop keeps the transport that it makes of the socket, and tells the protocol of its end: no finding.
import asyncio
import socket


class Panel(asyncio.Protocol):
    def connection_lost(self, exc: Exception | None) -> None:
        print("gone")


class Link:
    def __init__(self) -> None:
        self.loop = asyncio.get_event_loop()

    async def connect(self, address: str) -> asyncio.Protocol | None:
        sock = reach(address)
        if sock is not None:
            _, protocol = await self.loop.create_connection(Panel, sock=sock)
            return protocol
        return None


def reach(address: str) -> socket.socket | None:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.connect((address, 7000))
        return sock
    except OSError:
        sock.close()
    return None
