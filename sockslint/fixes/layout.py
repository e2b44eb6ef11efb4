"""How a source is laid out, so that what a fix writes looks like what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sockslint.findings import Edit
from sockslint.text import SourceText, Span

_INDENTATION = re.compile(rb"[ \t]*")

#: What may follow a statement on its line without being a statement of its own.
_REMARK = re.compile(rb"[ \t]*(?:/\*(?:(?!\*/)[^\r\n])*\*/[ \t]*)?(?:(?://|\#)[^\r\n]*)?(?=[\r\n]|\Z)")


class Layout:
    """The layout of one source."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.unit = _unit(source)

    def indentation(self, offset: int) -> str:
        """The white space that the line of an offset begins with."""
        start = self.line_start(offset)
        found = _INDENTATION.match(self.source.data, start)
        return found.group().decode() if found else ""

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.source.line_starts[self.source.line_of(offset) - 1]

    def begins_line(self, offset: int) -> bool:
        """Whether only white space stands before an offset on its line."""
        return not self.source.data[self.line_start(offset) : offset].strip(b" \t")

    def ends_line(self, offset: int) -> bool:
        """Whether nothing but a comment stands behind an offset on its line."""
        return _REMARK.match(self.source.data, offset) is not None

    def has_own_lines(self, span: Span) -> bool:
        """Whether nothing else but a comment stands on the lines of a statement."""
        return self.begins_line(span.start) and self.ends_line(span.end)

    def behind(self, offset: int) -> int:
        """Where something may be put that follows what ends at an offset: behind the comment on its line, if nothing
        but a comment is there."""
        found = _REMARK.match(self.source.data, offset)
        return found.end() if found else offset

    def newline(self, offset: int) -> str:
        """What ends the line of an offset."""
        return self.source.newline(self.source.line_of(offset))

    def lines(self, offset: int, indentation: str, lines: Iterable[str]) -> str:
        """Lines to put behind what is on the line of an offset: each begins with a line end and the indentation."""
        newline = self.newline(offset)
        return "".join(f"{newline}{indentation}{line}" for line in lines)

    def first_line_behind(self, offset: int) -> int:
        """The number of the first line behind that of an offset with anything on it."""
        line = self.source.line_of(offset) + 1
        while line < len(self.source.line_starts) and not self.source.line(line).strip():
            line += 1
        return line

    def before_line(self, line: int, indentation: str, lines: Iterable[str]) -> Edit:
        """An edit that puts lines in before one, by number."""
        start = self.source.line_starts[line - 1]
        newline = self.source.newline(line)
        return insertion(start, "".join(f"{indentation}{each}{newline}" for each in lines))

    def without(self, span: Span) -> Edit | None:
        """An edit that takes a statement out, with its line and the empty lines before it; None if anything else, a
        comment too, stands on that line."""
        end = self.behind(span.end)
        if not self.has_own_lines(span) or self.source.data[span.end : end].strip():
            return None
        return Edit(Span(len(self.source.data[: span.start].rstrip(b" \t\r\n")), end), "")

    def deeper(self, first: int, last: int, untouched: Sequence[Span]) -> list[Edit]:
        """Edits that indent lines, by number, by one level; not those that begin inside what must stay untouched
        (strings of several lines), nor empty ones."""
        edits = []
        for line in range(first, last + 1):
            start = self.source.line_starts[line - 1]
            if self.source.line(line).strip() and not any(each.start < start < each.end for each in untouched):
                edits.append(Edit(Span(start, start), self.unit))
        return edits


def insertion(at: int, text: str) -> Edit:
    """An edit that puts a text in."""
    return Edit(Span(at, at), text)


def _unit(source: SourceText) -> str:
    """One level of indentation: a tab if most indented lines begin with one, else the most frequent step."""
    depths = []
    for line in source.text.splitlines():
        white = line[: len(line) - len(line.lstrip(" \t"))]
        if white and len(white) < len(line):
            depths.append(white)
    if sum("\t" in white for white in depths) * 2 > len(depths):
        return "\t"
    widths = [0, *(len(white) for white in depths)]
    steps = Counter(after - before for before, after in pairwise(widths) if after > before)
    step = max(steps, key=lambda width: (steps[width], width == 4), default=4)
    return " " * (step if 1 < step <= 8 else 4)
