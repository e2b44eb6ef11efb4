# read yields b"" without waiting once the broker has closed: the task never yields to the loop again, and never ends.
import asyncio


class Subscriber:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.seen = bytearray()

    async def run(self) -> None:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(b"SUBSCRIBE prices\n")
            await writer.drain()
            while True:
                self.seen += await reader.read(2048)  # expect: SOCK101 (spin)
        finally:
            writer.close()
            await writer.wait_closed()
