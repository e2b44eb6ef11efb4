"""The outline of a source text, found without parsing it: its lines, and its top-level statements.

One pass of a regular expression over strings, comments, brackets and line ends, by which a text that does not parse can
be taken apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise

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

_DEFINITION_IN_BRACKETS = re.compile(r"[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+\w")
_CONTINUES = re.compile(r"(?:else|elif|except|finally)\b")
_BLANK = re.compile(r"[ \t\f]*(?:[\r\n#]|\Z)")
_INDENT = re.compile(r"[ \t\f]*")


class Outline:
    """The outline of a text. Where brackets or quotes do not match, it is a guess."""

    def __init__(self, text: str) -> None:
        self.text = text
        #: Where the comments begin and end.
        self.comments: list[tuple[int, int]] = []
        #: Where the line breaks in brackets begin and end.
        self.folds: list[tuple[int, int]] = []
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
                if depth:
                    self.folds.append(token.span())
                elif not blank(text, at):
                    starts.append(at)
            elif kind == "open":
                depth += 1
            elif kind == "close":
                depth = max(0, depth - 1)
            elif kind == "comment":
                self.comments.append(token.span())
            elif kind == "broken" and starts:
                self.unclosed.append(starts[-1])
        if depth and starts:
            self.unclosed.append(starts[-1])
        starts.append(len(text))

    @property
    def plain(self) -> str:
        """The text with comments, and line breaks in brackets, blanked."""
        pieces, at = [], 0
        for start, end in sorted((*self.comments, *self.folds)):
            pieces += [self.text[at:start], " " * (end - start)]
            at = end
        return "".join((*pieces, self.text[at:]))

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """Where the statements at column 0 begin and end; together they cover the text.

        What stands before one since the statement above (comments, blank lines) belongs to the one above.
        """
        text = self.text
        begins: list[int] = []
        decorated = False
        for start in self.line_starts[:-1]:
            if text[start] in " \t\f" or (begins and _CONTINUES.match(text, start)):
                continue
            if not decorated:
                begins.append(start)
            decorated = text[start] == "@"
        begins[:1] = [0]
        return list(pairwise((*begins, len(text))))

    def logical_line(self, offset: int) -> tuple[int, int]:
        """The logical line that holds an offset: where its code begins, and where the next line does."""
        at = max(0, bisect_right(self.line_starts, offset) - 1)
        start = self.line_starts[at]
        end = self.line_starts[at + 1] if at + 1 < len(self.line_starts) else len(self.text)
        indent = _INDENT.match(self.text, start)
        return (indent.end() if indent else start), end
