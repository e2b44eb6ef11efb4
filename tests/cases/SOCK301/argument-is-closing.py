# A parameter that is refused as it is: that is the caller's mistake, at the start.
import asyncio


class Session:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        if writer.is_closing():
            raise ValueError("a connection that is open is needed")
        self.writer = writer
