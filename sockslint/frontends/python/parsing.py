"""Source text to a syntax tree: the whole text where it parses, else as much of it as does.

In a text that does not parse, the top-level statements are tried one by one, and in those that fail the offending lines
are blanked. All of it keeps offsets: a text is taken as its bytes, one character each.
"""

from __future__ import annotations

import re
import warnings
from _ast import PyCF_ONLY_AST  # as `ast` has it, which takes as long to import as to parse a file
from typing import NamedTuple

from sockslint.flow.model import Problem
from sockslint.frontends.python.outline import Outline
from sockslint.frontends.python.syntax import Tree, copied, errors_of, grown
from sockslint.text import Span

SYNTAX_ERROR = "syntax error"
#: How many lines of a statement are blanked before it is given up.
_MAX_MENDS = 12

#: One character for each byte, so that every offset is one into the source.
_BYTES = "latin-1"
_SPACE = " \t\f\r\n"

_LINE_END = re.compile(r"\r\n|\n|\r")
_NO_LINE_END = re.compile(r"[^\r\n]")
_HEADER_END = re.compile(r":[ \t]*(?:#[^\r\n]*)?\Z")
#: A lone surrogate can neither be parsed nor stored; it stands in a string or comment anyhow.
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
#: A line end that the grammar does not know as one.
_LONE_RETURN = re.compile(rb"\r(?!\n)")
#: Python 3.15's lazy imports, which the grammar does not know.
_LAZY = re.compile(rb"^lazy([ \t]+)(import|from)(?=[ \t])", re.MULTILINE)


class Parsed(NamedTuple):
    """The tree of a source, the bytes that it is of (as long as the source), where its comments begin and end, and what
    could not be parsed.
    """

    tree: Tree
    data: bytes
    comments: list[tuple[int, int]]
    problems: list[Problem]


def parse(data: bytes) -> Parsed:
    """Parse a source in UTF-8. Raises TooMuchWorkError."""
    if b"\xed" in data:
        data = _SURROGATE.sub(b"???", data)
    if b"\r" in data:
        data = _LONE_RETURN.sub(b"\n", data)
    if b"lazy" in data:
        data = _LAZY.sub(rb"\2\1    ", data)
    parsed = grown(data)
    if not parsed.root_node.has_error:
        tree = copied(parsed)
        return Parsed(tree, data, tree.comments, [])
    outline = Outline(data.decode(_BYTES))
    # The grammar stumbles over a comment that stands further to the left than what follows, now and then.
    plain = outline.plain.encode(_BYTES)
    parsed = grown(plain)
    if not parsed.root_node.has_error:
        return Parsed(copied(parsed), plain, outline.comments, [])
    problems: list[Problem] = []
    text = "".join([_mended(outline.text[start:end], start, problems) for start, end in outline.parts])
    return Parsed(copied(grown(text.encode(_BYTES))), text.encode(_BYTES), outline.comments, problems)


def _mended(text: str, start: int, problems: list[Problem]) -> str:
    """A top-level statement that begins at `start`, the lines blanked that its parse stops at. Notes these."""
    offset = _failure(text)
    if offset is None:
        return text
    mended = text
    found: list[Problem] = []
    for _ in range(_MAX_MENDS):
        begin, end = _offending(mended, offset)
        blanked = _blanked(mended, begin, end)
        if blanked == mended:
            break
        mended = blanked
        found.append(Problem(Span(start + begin, start + end), SYNTAX_ERROR))
        offset = _failure(mended)
        if offset is None:
            problems.extend(found)
            return mended
    problems.append(Problem(Span(start, start + len(text)), SYNTAX_ERROR))
    return _NO_LINE_END.sub(" ", text)


def _failure(text: str) -> int | None:
    """Where the parse of a statement stops; None if it does not.

    The grammar says which stretch it makes no sense of, Python's own parser which place in there is wrong first.
    """
    parsed = grown(text.encode(_BYTES))
    if not parsed.root_node.has_error:
        return None
    errors = errors_of(parsed)
    told = _told(text)
    if told is not None and any(_line_start(text, error.start) <= told <= error.end for error in errors):
        return told
    return errors[0].start if errors else 0


def _told(text: str) -> int | None:
    """Where Python's own parser stops, which may be of an earlier version than the text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text.encode(_BYTES).decode("utf-8", "replace"), "", "exec", PyCF_ONLY_AST, dont_inherit=True)
    except SyntaxError as error:
        starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        line = min(max(error.lineno or 1, 1), len(starts)) - 1
        end = starts[line + 1] if line + 1 < len(starts) else len(text)
        before = text[starts[line] : end].encode(_BYTES).decode("utf-8", "replace")[: max((error.offset or 1) - 1, 0)]
        return min(starts[line] + len(before.encode()), len(text))
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _offending(text: str, offset: int) -> tuple[int, int]:
    """The line to blank for an error at an offset: the logical line there, or one further up that is left open.

    Of the latter (a bracket or quote is missing) only the first physical line counts: what follows it is likely to
    be a statement of its own.
    """
    outline = Outline(text)
    opens = [start for start in outline.unclosed if start <= offset]
    begin, end = outline.logical_line(opens[0] if opens else min(offset, max(0, len(text.rstrip(_SPACE)) - 1)))
    if opens:
        line_end = _LINE_END.search(text, begin)
        end = line_end.start() if line_end else end
    return begin, begin + len(text[begin:end].rstrip(_SPACE))


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
