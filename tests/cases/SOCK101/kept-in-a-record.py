"""The constructor of a data class, or of a named tuple, is one that nobody wrote."""

import asyncio
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple


@dataclass
class Line:
    made: ClassVar[int] = 0
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    lines: list[bytes] = field(default_factory=list)
    seen: int = field(init=False, default=0)


class Pair(NamedTuple):
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


async def answer(line: Line) -> None:
    data = await line.reader.read(65535)
    line.writer.write(data.upper())
    line.writer.close()


async def answer_pair(pair: Pair) -> None:
    data = await pair.reader.read(65535)
    pair.writer.write(data.upper())
    pair.writer.close()


async def listen(line: Line) -> None:
    print(await line.reader.read(65535))  # expect: SOCK101


async def on_line(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await answer(Line(reader=reader, writer=writer))


async def on_pair(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await answer_pair(Pair(reader, writer))


async def on_listening(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await listen(Line(reader, writer))
