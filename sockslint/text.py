"""One type for every range in a source, and the one place where its units are converted.

tree-sitter counts bytes, libcst code points, the Language Server Protocol and SARIF's default UTF-16 code units.
A :class:`Span` is always a half-open range of byte offsets into the UTF-8 form of the decoded text; a
:class:`SourceText` turns it into lines and columns in the unit that a reader asks for.
"""

from __future__ import annotations

import bisect
import re
from functools import cached_property
from typing import Literal, NamedTuple

import msgspec

Unit = Literal["bytes", "code_points", "utf16"]

_LINE_BREAK = re.compile(rb"\r\n|\n|\r")


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A half-open range ``[start, end)`` of byte offsets into :attr:`SourceText.data`."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Region(NamedTuple):
    """A span as lines and columns, all counted from 1; the end column is that of the first unit after the span."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


class SourceText:
    """A decoded source file: its text without byte-order mark, the UTF-8 bytes of it, and its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode("utf-8", "surrogatepass")

    @cached_property
    def line_starts(self) -> list[int]:
        """The byte offset at which each line begins; a line ends at LF, CR LF or CR."""
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.data))]

    @cached_property
    def _ascii(self) -> bool:
        return len(self.data) == len(self.text)

    @cached_property
    def _code_point_offsets(self) -> list[int]:
        """The byte offset of each code point, then the length of the data."""
        offsets, at = [], 0
        for character in self.text:
            offsets.append(at)
            code = ord(character)
            at += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
        offsets.append(at)
        return offsets

    def span_of_code_points(self, start: int, end: int) -> Span:
        """The span of a range given in code points of :attr:`text`."""
        if self._ascii:
            return Span(start, end)
        return Span(self._code_point_offsets[start], self._code_point_offsets[end])

    def line_of(self, offset: int) -> int:
        """The line, counted from 1, that holds a byte offset."""
        return bisect.bisect_right(self.line_starts, offset)

    def line_span(self, line: int) -> Span:
        """The bytes of a line, counted from 1, without its line end."""
        start = self.line_starts[line - 1]
        stop = self.line_starts[line] if line < len(self.line_starts) else len(self.data)
        return Span(start, start + len(self.data[start:stop].rstrip(b"\r\n")))

    def line(self, line: int) -> str:
        """The text of a line, counted from 1, without its line end."""
        return self.slice(self.line_span(line))

    def newline(self, line: int) -> str:
        """What ends a line, counted from 1; the last one, if nothing does, is taken to end like the one before it."""
        for number in (line, line - 1):
            if 0 < number < len(self.line_starts):
                return self.slice(Span(self.line_span(number).end, self.line_starts[number]))
        return "\n"

    def slice(self, span: Span) -> str:
        """The text that a span covers."""
        return self.data[span.start : span.end].decode("utf-8", "surrogatepass")

    def region(self, span: Span, unit: Unit = "code_points") -> Region:
        """The lines and columns of a span, columns counted in `unit`."""
        first, last = self.line_of(span.start), self.line_of(span.end)
        return Region(first, self._column(first, span.start, unit), last, self._column(last, span.end, unit))

    def _column(self, line: int, offset: int, unit: Unit) -> int:
        before = self.data[self.line_starts[line - 1] : offset]
        if unit == "bytes" or before.isascii():
            return len(before) + 1
        text = before.decode("utf-8", "surrogatepass")
        return 1 + (len(text) if unit == "code_points" else len(text.encode("utf-16-le", "surrogatepass")) // 2)
