# `closed` says that this side has closed, as a file's does; `is_alive` promises that the peer is there.
import asyncio


class Link:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    @property
    def closing(self) -> bool:
        return self.writer.is_closing()

    @property
    def is_alive(self) -> bool:
        return not self.writer.is_closing()  # expect: SOCK301 member
