# This protocol keeps its transport open at the end of the stream, so is_closing stays False with the peer gone.
import asyncio


class Telemetry(asyncio.Protocol):
    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def eof_received(self) -> bool:
        return True

    def send(self, sample: bytes) -> None:
        if not self.transport.is_closing():  # expect: SOCK301 (guard-io)
            self.transport.write(sample)

    def stop(self) -> None:
        self.transport.close()
