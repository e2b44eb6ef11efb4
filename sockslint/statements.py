"""The lines of the statement around a place, by brackets and line ends alone, for comments that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sockslint.flow.model import Language
from sockslint.text import SourceText, Span

#: Strings and comments are passed over whole, closed or not, so that the search is linear on any input; what opens,
#: closes and ends a statement has a group.
_PYTHON = re.compile(
    rb""""{3}(?s:\\.|.)*?(?:"{3}|\Z)|'{3}(?s:\\.|.)*?(?:'{3}|\Z)"""
    rb"""|"(?>(?:\\(?s:.)|[^"\\\r\n])*)"?|'(?>(?:\\(?s:.)|[^'\\\r\n])*)'?"""
    rb"""|\#[^\r\n]*|\\(?:\r\n|\n|\r)"""
    rb"""|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<end>\r\n|\n|\r)"""
)
_CSHARP = re.compile(
    rb"""(?P<quotes>"{3,})(?s:.)*?(?:(?P=quotes)|\Z)|(?:@\$?|\$@)"(?>(?:""|[^"])*)"?|"(?>(?:\\.|[^"\\\r\n])*)"?"""
    rb"""|'(?>(?:\\.|[^'\\\r\n]){1,12})'?"""
    rb"""|//[^\r\n]*|/\*(?s:.)*?(?:\*/|\Z)|(?m:^[ \t]*+\#[^\r\n]*)"""
    rb"""|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<end>;)"""
)

#: What may stand before a statement without being part of it.
_BEFORE = {
    "python": re.compile(rb"(?:\s+|\#[^\r\n]*)*"),
    "csharp": re.compile(rb"(?:\s+|//[^\r\n]*|/\*(?s:.)*?\*/|\#[^\r\n]*)*"),
}

#: A bracket left open makes one statement of all that follows; past so many lines we do not believe it.
_LONGEST = 60


class Lines(NamedTuple):
    """The first and last line of something, counted from 1."""

    first: int
    last: int


class Statements:
    """The statements of one source. A block's header is one of its own; so is each statement within a lambda."""

    def __init__(self, source: SourceText, language: Language) -> None:
        self._source = source
        self._before = _BEFORE[language]
        self._ranges = list(_python(source.data) if language == "python" else _csharp(source.data))

    def around(self, span: Span) -> Lines:
        """The lines of the innermost statement that holds the start of `span`, and at least those of `span`."""
        own = lines_of(self._source, span)
        holding = [each for each in self._ranges if each[0] <= span.start < each[1]]
        if not holding:
            return own
        start, end = min(holding, key=lambda each: each[1] - each[0])
        before = self._before.match(self._source.data, start, span.start)
        first = self._source.line_of(before.end() if before else start)
        last = self._source.line_of(end - 1)
        if last - first > _LONGEST:
            return own
        return Lines(min(first, own.first), max(last, own.last))


def lines_of(source: SourceText, span: Span) -> Lines:
    """The lines that a span touches."""
    return Lines(source.line_of(span.start), source.line_of(max(span.start, span.end - 1)))


def _python(data: bytes) -> Iterator[tuple[int, int]]:
    """The logical lines."""
    start = depth = 0
    for token in _PYTHON.finditer(data):
        if token.lastgroup == "open":
            depth += 1
        elif token.lastgroup == "close":
            depth = max(0, depth - 1)
        elif token.lastgroup == "end" and not depth:
            yield start, token.start() + 1
            start = token.end()
    yield start, len(data) + 1


def _csharp(data: bytes) -> Iterator[tuple[int, int]]:
    """What lies between semicolons and braces, unless these are themselves inside parentheses."""
    starts: list[int | None] = [0]  # of the statement in the making, for each open brace; None for another bracket
    for token in _CSHARP.finditer(data):
        start = starts[-1]
        if token.lastgroup == "open":
            brace = token.group() == b"{"
            if brace and start is not None:
                yield start, token.end()
            starts.append(token.end() if brace else None)
        elif token.lastgroup == "close":
            if start is not None:
                yield start, token.end()
            if len(starts) > 1:
                starts.pop()
            if token.group() == b"}" and starts[-1] is not None:
                starts[-1] = token.end()
        elif token.lastgroup == "end" and start is not None:
            yield start, token.end()
            starts[-1] = token.end()
    if starts[-1] is not None:
        yield starts[-1], len(data) + 1
