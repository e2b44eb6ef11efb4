"""The protocol makes its reader itself, and its transport closes when eof_received has returned nothing."""

import asyncio


class Client(asyncio.Protocol):
    def __init__(self):
        self.handlers = {b":": self.number}

    def connection_made(self, transport):
        self.transport = transport
        self.reader = asyncio.StreamReader()
        self.reader.set_transport(transport)
        self.task = asyncio.get_event_loop().create_task(self.replies())

    def data_received(self, data):
        self.reader.feed_data(data)

    def eof_received(self):
        self.reader.feed_eof()

    def connection_lost(self, exc):
        self.task.cancel()

    async def replies(self):
        while True:
            try:
                kind = await self.reader.readexactly(1)
                await self.handlers[kind](print)
            except asyncio.IncompleteReadError:
                return

    async def number(self, tell):
        line = (await self.reader.readline()).rstrip(b"\r\n")
        tell(int(line))
