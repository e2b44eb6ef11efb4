"""The outline of a source text, found without parsing it: its top-level statements, its comments, its nesting.

One pass of a regular expression over strings, comments, brackets and line ends. So a text that does not parse can be
taken apart, definitions that nobody asked for can be left out, and what would overflow the parser's stack is seen
before it is tried.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

#: Atomic groups: a possessive repetition of a group goes wrong before Python 3.11.5 (CPython gh-106052).
_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\r\n]* )
  | (?P<string> '{3} (?> (?: [^\\']+ | \\. | '(?!'') )* ) '{3}
              | "{3} (?> (?: [^\\"]+ | \\. | "(?!"") )* ) "{3}
              | (?!'{3}) ' (?> (?: [^\\'\r\n]+ | \\\r\n | \\. )* ) '
              | (?!"{3}) " (?> (?: [^\\"\r\n]+ | \\\r\n | \\. )* ) " )
  | (?P<broken> (?: '{3} | "{3} ) .* | ['"] [^\r\n]* )
  | (?P<open> [(\[{] )
  | (?P<close> [)\]}] )
  | (?P<newline> \r\n | \n | \r )
  | (?P<joined> \\ (?: \r\n | \n | \r ) )
    """,
    re.VERBOSE | re.DOTALL,
)

_DEFINITION = re.compile(r"(?:async[ \t]+)?(?:def|class)\b")
_DEFINITION_IN_BRACKETS = re.compile(r"[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+\w")
_CONTINUES = re.compile(r"(?:else|elif|except|finally)\b")
_ARM = re.compile(r"(?:else|elif)\b")
_BLANK = re.compile(r"[ \t\f]*(?:[\r\n#]|\Z)")
_CASE = re.compile(r"[ \t\f]*case\b")
_INDENT = re.compile(r"[ \t\f]*")

_LINK = re.compile(r"([(\[{])|([)\]}])|([,;])|\b(?:and|or|not|if|else|lambda|await)\b|[-+*/%@&|^~.<>=!:'\"]")
#: CPython itself refuses more brackets within brackets; libcst's time grows steeply with them.
_MAX_BRACKETS = 200
#: In a pattern its time doubles, or worse, with each bracket.
_MAX_PATTERNS = 8
_ABYSS = 1_000_000
#: A logical line shorter than this cannot nest too deeply for anything.
_HARMLESS_LENGTH = 200
#: Nesting from which the native parser may overflow its stack, which no exception would tell of.
_DEEP = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A statement at column 0 with all that belongs to it, as a half-open range of code points.

    What stands before it since the statement above (comments, blank lines) belongs to it too.
    """

    start: int
    end: int
    is_definition: bool


class Outline:
    """The outline of a text. Where brackets or quotes do not match, it is a guess."""

    def __init__(self, text: str) -> None:
        self.text = text
        #: The code-point ranges of the comments.
        self.comments: list[tuple[int, int]] = []
        #: Where each logical line begins, blank ones left out, then the length of the text.
        self.line_starts: list[int] = []
        #: Where the logical lines begin that leave a bracket or quote open.
        self.unclosed: list[int] = []
        self._read()

    def _read(self) -> None:
        text, depth = self.text, 0
        blank, nested_definition = _BLANK.match, _DEFINITION_IN_BRACKETS.match
        starts = self.line_starts
        if not blank(text):
            starts.append(0)
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            if kind == "newline":
                at = token.end()
                # No valid code has a definition in brackets: one was left open further up.
                if depth and nested_definition(text, at):
                    self.unclosed.append(starts[-1])
                    depth = 0
                if not depth and not blank(text, at):
                    starts.append(at)
            elif kind == "open":
                depth += 1
            elif kind == "close":
                depth = max(0, depth - 1)
            elif kind == "broken" and starts:
                self.unclosed.append(starts[-1])
            elif kind == "comment":
                self.comments.append(token.span())
        if depth and starts:
            self.unclosed.append(starts[-1])
        starts.append(len(text))

    @cached_property
    def parts(self) -> list[Part]:
        """The statements at column 0; together they cover the text."""
        text = self.text
        begins: list[int] = []
        decorated = False
        for start in self.line_starts[:-1]:
            if text[start] in " \t\f" or (begins and _CONTINUES.match(text, start)):
                continue
            if not decorated:
                begins.append(start)
            decorated = text[start] == "@"
        if not begins:
            return [Part(0, len(text), False)]
        ends = [*begins[1:], len(text)]
        return [
            Part(0 if at == 0 else begin, end, self._is_definition(begin, end))
            for at, (begin, end) in enumerate(zip(begins, ends, strict=True))
        ]

    @cached_property
    def depths(self) -> list[tuple[int, int, int]]:
        """The logical lines worth a look: begin, end, and how deep the parser will nest in it, at most."""
        text, found = self.text, []
        for start, end in zip(self.line_starts, self.line_starts[1:], strict=False):
            is_case = _CASE.match(text, start) is not None
            if is_case or end - start > _HARMLESS_LENGTH:
                found.append((start, end, _nesting(text[start:end], _MAX_PATTERNS if is_case else _MAX_BRACKETS)))
        return found

    @property
    def is_deep(self) -> bool:
        """Whether the parser, and whoever walks its tree, may need more of the stack than is usual."""
        return any(depth > _DEEP for _, _, depth in self.depths) or self.text.count("elif ") > _DEEP

    def beyond(self, most: int) -> list[tuple[int, int]]:
        """Of chains of `elif` with more than `most` arms, what follows these: ranges that begin with a line's code and
        end where a line begins."""
        text, found = self.text, list[tuple[int, int]]()
        chains: list[tuple[int, int, int | None]] = []  # indent, arms, and where there are too many, innermost last
        for start in self.line_starts:
            code = _INDENT.match(text, start).end()  # type: ignore[union-attr]  # it matches anything
            indent = code - start
            arms, excess = 0, None
            while chains and chains[-1][0] >= indent:
                at, arms, excess = chains.pop()
                goes_on = at == indent and _ARM.match(text, code) is not None and start < len(text)
                if not goes_on and excess is not None:
                    found = [each for each in found if each[0] < excess]  # what lies in this one needs no telling
                    found.append((excess, start))
                if not goes_on:
                    arms, excess = 0, None
            arms += text.startswith("elif", code)
            chains.append((indent, arms, code if excess is None and arms > most else excess))
        return found

    def logical_line(self, offset: int) -> tuple[int, int]:
        """The logical line that holds an offset: where its code begins, and where the next line does."""
        at = max(0, bisect_right(self.line_starts, offset) - 1)
        start = self.line_starts[at]
        end = self.line_starts[at + 1] if at + 1 < len(self.line_starts) else len(self.text)
        indent = _INDENT.match(self.text, start)
        return (indent.end() if indent else start), end

    def _is_definition(self, start: int, end: int) -> bool:
        if self.text[start] != "@":
            return _DEFINITION.match(self.text, start) is not None
        return re.search(r"^" + _DEFINITION.pattern, self.text[start:end], re.MULTILINE) is not None


def _bare(token: re.Match[str]) -> str:
    """A bracket as it is, a string as a quote (adjacent ones nest), anything else as nothing."""
    kind = token.lastgroup
    return token[0] if kind in {"open", "close"} else "'" if kind in {"string", "broken"} else " "


def _nesting(text: str, max_brackets: int) -> int:
    """How deep the syntax tree of a logical line may be at most: brackets, and operators in a row."""
    deepest = total = 0
    counts = [0]
    for token in _LINK.finditer(_TOKEN.sub(_bare, text)):
        opens, closes, separates = token.groups()
        if opens:
            counts.append(0)
            total += 1
            if len(counts) > max_brackets:
                return _ABYSS
        elif closes and len(counts) > 1:
            total -= counts.pop()
            counts[-1] += 1
        elif separates:
            total -= counts[-1]
            counts[-1] = 0
        else:
            counts[-1] += 1
            total += 1
        deepest = max(deepest, total)
    return deepest
