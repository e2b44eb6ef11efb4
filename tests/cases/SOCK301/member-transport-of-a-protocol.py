# Milder, since this transport closes itself at the end of the stream; but a dead link is "connected" all the same.
import asyncio


class ControlProtocol(asyncio.Protocol):
    transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None

    def is_connected(self) -> bool:
        return self.transport is not None and not self.transport.is_closing()  # expect: SOCK301 (member)

    def data_received(self, data: bytes) -> None:
        print(data)
