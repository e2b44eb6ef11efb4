"""A piece of source as rows to print: numbered, tabs expanded, clipped to a width, the marked part set apart."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from sockslint.reports.display import columns, visible
from sockslint.text import SourceText, Span

_TAB = 4
_CUT = "..."

# A region of more lines than this is shown by its first and last ones.
_TALL = 6
_HEAD, _TAIL = 3, 2


class Row(NamedTuple):
    """A line of source, visible and clipped. `marked` is the part in question, None on a line around it."""

    number: int
    before: str
    marked: str | None = None
    after: str = ""

    @property
    def caret_span(self) -> tuple[int, int]:
        """Where a caret line begins, counted from 0, and how many columns it takes, at least one."""
        return columns(self.before), max(1, columns(self.marked or ""))


def frame(source: SourceText, span: Span, width: int, context: int) -> list[Row | None]:
    """The lines of a span with `context` lines around them, in rows of at most `width` columns.

    None stands for lines left out of the middle of a tall region. Blank lines at the edges are left out too.
    """
    region = source.region(span)
    first, last = region.start_line, region.end_line
    if last > first and region.end_column == 1:
        last -= 1  # a span that ends with a line's end has nothing on the next line
    lead = list(range(max(1, first - context), first))
    trail = list(range(last + 1, min(len(source.line_starts), last + context) + 1))
    while lead and not source.line(lead[0]).strip():
        lead.pop(0)
    while trail and not source.line(trail[-1]).strip():
        trail.pop()

    rows: list[Row | None] = [_around(source, number, width) for number in lead]
    tall = last - first + 1 > _TALL
    for number in range(first, last + 1):
        if not tall or number < first + _HEAD or number > last - _TAIL:
            row = _marked(source, number, span, width)
            rows.append(row if row.marked or number == first else row._replace(marked=None))
        elif number == first + _HEAD:
            rows.append(None)
    return rows + [_around(source, number, width) for number in trail]


def first_row(source: SourceText, span: Span, width: int) -> Row:
    """The first line of a span without its indentation, in a row of at most `width` columns."""
    number = source.line_of(span.start)
    return _marked(source, number, span, width, dedent=True)


class _Line(NamedTuple):
    """What is printed for each character of a line, and the columns at which each begins, then that of the end."""

    cells: Sequence[str]
    edges: Sequence[int]


def _around(source: SourceText, number: int, width: int) -> Row:
    before, _, after = _clip(_line(source.line(number)), 0, 0, width)
    return Row(number, before + after)


def _marked(source: SourceText, number: int, span: Span, width: int, *, dedent: bool = False) -> Row:
    place = source.line_span(number)
    text = source.slice(place)
    indent = len(text) - len(text.lstrip())
    start, end = indent, len(text.rstrip())
    if span.start >= place.start:
        start = len(source.slice(Span(place.start, min(span.start, place.end))))
    if span.end <= place.end:
        end = len(source.slice(Span(place.start, span.end)))
    line = _line(text)
    if dedent:
        cut = min(indent, start)
        line = _Line(line.cells[cut:], [edge - line.edges[cut] for edge in line.edges[cut:]])
        start, end = start - cut, end - cut
    return Row(number, *_clip(line, start, max(start, end), width))


def _line(text: str) -> _Line:
    if text.isascii() and text.isprintable():
        return _Line(text, range(len(text) + 1))
    cells, edges, at = [], [0], 0
    for character in text:
        if " " <= character <= "~":
            cell = character
            at += 1
        else:
            cell = " " * (_TAB - at % _TAB) if character == "\t" else visible(character)
            at += columns(cell)
        cells.append(cell)
        edges.append(at)
    return _Line(cells, edges)


def _clip(line: _Line, start: int, end: int, width: int) -> tuple[str, str, str]:
    """What is printed before, in and after the characters ``[start, end)``, cut so that all of it fits."""
    cells, edges = line
    low, high = _window(edges[-1], edges[start], edges[end], width)
    first = bisect.bisect_left(edges, low)
    while 0 < first < len(cells) and edges[first] == edges[first + 1]:
        first += 1  # a mark that combines with what was cut away
    stop = bisect.bisect_right(edges, high) - 1

    def piece(begin: int, finish: int) -> str:
        return "".join(cells[max(begin, first) : min(finish, stop)])

    before, after = piece(0, start), piece(end, len(cells))
    return _CUT + before if first else before, piece(start, end), after + _CUT if stop < len(cells) else after


def _window(total: int, start: int, end: int, width: int) -> tuple[int, int]:
    """Which of a line's columns to keep so that they and the signs of a cut fit, with the start of the mark in it."""
    if total <= width:
        return 0, total
    room = width - len(_CUT)
    inner = room - len(_CUT)
    lead = max(0, min(inner // 3, inner - (end - start)))
    low = start - lead
    if end <= room or low <= 0:
        return 0, room
    return (total - room, total) if total - room <= low else (low, low + inner)
