# `closing` says that this side has closed, as a file's does; the others promise to know of the peer.
import asyncio


class Link:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    @property
    def closing(self) -> bool:
        return self.writer.is_closing()

    @property
    def peer_closed(self) -> bool:
        return self.writer.is_closing()  # expect: SOCK301 member

    @property
    def is_alive(self) -> bool:
        return not self.writer.is_closing()  # expect: SOCK301 member
