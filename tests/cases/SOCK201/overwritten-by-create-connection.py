# loop.create_connection(sock=) takes the socket over for a transport, which never looks at the timeout.
import asyncio
import socket


class Printer(asyncio.Protocol):
    def data_received(self, data: bytes) -> None:
        print(data)


async def attach(sock: socket.socket) -> asyncio.BaseTransport:
    sock.settimeout(5.0)  # expect: SOCK201 (overwritten)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_connection(Printer, sock=sock)
    return transport
