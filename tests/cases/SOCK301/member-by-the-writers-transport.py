# The writer's transport knows no more than the writer does; the sender trusts this property all the same.
import asyncio


class Channel:
    writer: asyncio.StreamWriter | None

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    @property
    def is_connected(self) -> bool:
        return self.writer is not None and not self.writer.transport.is_closing()  # expect: SOCK301 (member)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.writer = None
