"""What edits make of a text, and where they move the places in it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from sockslint.findings import Edit
from sockslint.text import SourceText, Span


def applied(source: SourceText, edits: Sequence[Edit]) -> str:
    """The text with edits put in. None may overlap another; of insertions at one place the first given comes first."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda each: each.span):
        parts += [source.slice(Span(at, edit.span.start)), edit.text]
        at = edit.span.end
    return "".join([*parts, source.slice(Span(at, len(source.data)))])


def overlap(some: Sequence[Edit], others: Sequence[Edit]) -> bool:
    """Whether edits are in the way of others: the stretch of text from the first to the last of each meets."""
    if not some or not others:
        return False
    return _first(some) <= _last(others) and _first(others) <= _last(some)


def _first(edits: Sequence[Edit]) -> int:
    return min(edit.span.start for edit in edits)


def _last(edits: Sequence[Edit]) -> int:
    return max(edit.span.end for edit in edits)


class Shift:
    """Where places in a text are once edits were put in."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = sorted(edits, key=lambda each: each.span)
        self._starts = [edit.span.start for edit in self._edits]

    def span(self, span: Span) -> Span:
        """The span that covers, afterwards, what a span covered; what is put in at its ends is left out of it."""
        return Span(self._moved(span.start, before=True), self._moved(span.end, before=False))

    def _moved(self, offset: int, *, before: bool) -> int:
        """Where an offset goes. An insertion there goes before it, or (an end's) stays behind it."""
        moved = offset
        count = bisect.bisect_right(self._starts, offset)
        for edit in self._edits[:count]:
            if edit.span.start == offset and not before:
                break
            length = len(edit.text.encode("utf-8", "surrogatepass"))
            moved += length - (min(edit.span.end, offset) - edit.span.start)
        return moved
