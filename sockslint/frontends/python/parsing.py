"""Source text to libcst trees: the whole text where it parses, else as much of it as does.

A text that does not parse is read as Python 2 first; then its top-level statements are parsed one by one, and in
those that fail the offending lines are blanked. All of it keeps offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import libcst as cst

from sockslint.flow.model import Problem
from sockslint.frontends.python.legacy import modernised
from sockslint.frontends.python.outline import Outline, Part
from sockslint.text import SourceText

#: How deep a line may nest. libcst's parser crashes the process somewhere beyond, and its time grows with the cube.
MAX_NESTING = 1000
#: How many `elif` an `if` may have: the tree of each lies in that of the one before.
MAX_ARMS = 2000
TOO_DEEP = "nested too deeply to be analysed"
#: How many lines of a statement are blanked before it is given up.
_MAX_MENDS = 12

_LINE_END = re.compile(r"\r\n|\n|\r")
_NO_LINE_END = re.compile(r"[^\r\n]")
_HEADER_END = re.compile(r":[ \t]*(?:#[^\r\n]*)?\Z")
_TOLD = re.compile(r"error at (\d+):(\d+)")


@dataclass(slots=True)
class Parsed:
    """The trees of a text and what could not be parsed.

    With each tree comes what it was parsed from (of the length of the source there) and its code-point offset.
    """

    modules: list[tuple[cst.Module, str, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _ParseError(Exception):
    """A text did not parse; `offset` is where the parser noticed, in code points of that text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def parse(source: SourceText, outline: Outline, hits: Sequence[int] | None) -> Parsed:
    """Parse a text by its outline; with `hits` (byte offsets), leave out the definitions that hold none of them."""
    parsed = Parsed()
    text = _without_abysses(source, outline, parsed)
    for begin, end in endless_chains(outline):
        text = text[:begin] + _NO_LINE_END.sub(" ", text[begin:end]) + text[end:]
        parsed.problems.append(Problem(source.span_of_code_points(begin, end), TOO_DEEP))
    wanted = _wanted(source, outline, hits)
    for kept, group in groupby(zip(wanted, outline.parts, strict=True), key=lambda pair: pair[0]):
        parts = [part for _, part in group]
        if kept:
            _parse_run(source, text[parts[0].start : parts[-1].end], parts[0].start, parsed)
    return parsed


def endless_chains(outline: Outline) -> list[tuple[int, int]]:
    """The parts of a text that have more of an `elif` before them than a tree can hold."""
    return outline.beyond(MAX_ARMS) if outline.text.count("elif") > MAX_ARMS else []


def _without_abysses(source: SourceText, outline: Outline, parsed: Parsed) -> str:
    """The text with the lines blanked that the parser must not see."""
    text = outline.text
    for start, _, depth in outline.depths:
        if depth > MAX_NESTING:
            begin, end = outline.logical_line(start)
            end = begin + len(text[begin:end].rstrip())
            text = _blanked(text, begin, end)
            parsed.problems.append(Problem(source.span_of_code_points(begin, end), TOO_DEEP))
    return text


def _wanted(source: SourceText, outline: Outline, hits: Sequence[int] | None) -> list[bool]:
    """For each part, whether it is to be lowered."""
    if hits is None:
        return [True] * len(outline.parts)
    ascending = sorted(hits)

    def is_wanted(part: Part) -> bool:
        span = source.span_of_code_points(part.start, part.end)
        at = bisect_left(ascending, span.start)
        return not part.is_definition or (at < len(ascending) and ascending[at] < span.end)

    return [is_wanted(part) for part in outline.parts]


def _parse_run(source: SourceText, text: str, start: int, parsed: Parsed) -> None:
    try:
        parsed.modules.append((_parsed(text), text, start))
        return
    except _ParseError as failure:
        first = failure
    rewritten = modernised(text)
    if rewritten != text:
        try:
            parsed.modules.append((_parsed(rewritten), rewritten, start))
            return
        except _ParseError as failure:
            first = failure
    parts = Outline(rewritten).parts
    if len(parts) == 1:
        _mend(source, rewritten, start, first, parsed)
        return
    for part in parts:
        statement = rewritten[part.start : part.end]
        try:
            parsed.modules.append((_parsed(statement), statement, start + part.start))
        except _ParseError as failure:
            _mend(source, statement, start + part.start, failure, parsed)


def _mend(source: SourceText, text: str, start: int, failure: _ParseError, parsed: Parsed) -> None:
    """Blank the lines that a statement's parse stops at, until the rest of it parses."""
    mended = text
    problems: list[Problem] = []
    for _ in range(_MAX_MENDS):
        begin, end = _offending(mended, failure.offset)
        blanked = _blanked(mended, begin, end)
        if blanked == mended:
            break
        mended = blanked
        problems.append(Problem(source.span_of_code_points(start + begin, start + end), str(failure)))
        try:
            parsed.modules.append((_parsed(mended), mended, start))
            parsed.problems.extend(problems)
            return
        except _ParseError as following:
            failure = following
    parsed.problems.append(Problem(source.span_of_code_points(start, start + len(text)), str(failure)))


def _offending(text: str, offset: int) -> tuple[int, int]:
    """The line to blank for an error at an offset: the logical line there, or one further up that is left open.

    Of the latter (a bracket or quote is missing) only the first physical line counts: what follows it is likely to
    be a statement of its own.
    """
    outline = Outline(text)
    opens = [start for start in outline.unclosed if start <= offset]
    begin, end = outline.logical_line(opens[0] if opens else min(offset, max(0, len(text.rstrip()) - 1)))
    if opens:
        line_end = _LINE_END.search(text, begin)
        end = line_end.start() if line_end else end
    return begin, begin + len(text[begin:end].rstrip())


def _blanked(text: str, begin: int, end: int) -> str:
    """The text with a line replaced by one of the same length that does nothing; a block's header keeps its block."""
    code = text[begin:end]
    opens_block = _HEADER_END.search(code) is not None
    if code.startswith("case "):
        filler = "case _:" if opens_block else "case _: 0"
    else:
        filler = "if 1:" if opens_block else "pass"
    if len(code) < len(filler):
        filler = "0"[: len(code)]
    # Line breaks stay, so that the lines below keep their numbers.
    return text[:begin] + filler + _NO_LINE_END.sub(" ", code[len(filler) :]) + text[end:]


def _parsed(text: str) -> cst.Module:
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        raise _ParseError(_reason(error), _error_offset(text, error)) from None
    except (KeyboardInterrupt, SystemExit, RecursionError, MemoryError):
        raise
    except BaseException as error:  # the native parser panics on some malformed texts, past Exception
        raise _ParseError(f"the parser gave up: {error}", 0) from None


def _reason(error: cst.ParserSyntaxError) -> str:
    """The parser's message: a tokenizer's says something, a parser's only lists the tokens that could follow."""
    stage, _, message = error.message.strip().partition("\n")[0].partition(": ")
    return f"syntax error: {message}" if stage == "tokenizer error" else "syntax error"


def _error_offset(text: str, error: cst.ParserSyntaxError) -> int:
    """Where a parse stopped. The message knows better than the error's own line, which is now and then one too far."""
    told = _TOLD.search(error.message)
    line, column = (int(told[1]), int(told[2]) - 1) if told else (error.raw_line, error.raw_column)
    ends = [match.end() for match in _LINE_END.finditer(text)]
    start = 0 if line <= 1 or not ends else ends[min(line - 2, len(ends) - 1)]
    return min(start + max(column, 0), len(text))
