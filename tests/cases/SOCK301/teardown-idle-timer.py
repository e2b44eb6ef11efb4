# The timer closes what nobody has closed before, and does nothing else.
import asyncio


class KeepAlive(asyncio.Protocol):
    IDLE = 15

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        self.timer = asyncio.get_running_loop().call_later(self.IDLE, self.on_idle)

    def data_received(self, data: bytes) -> None:
        self.timer.cancel()
        self.timer = asyncio.get_running_loop().call_later(self.IDLE, self.on_idle)

    def on_idle(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
