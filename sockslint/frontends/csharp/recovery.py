"""Parsing what the grammar trips over.

Where a file has errors, its bytes are changed in ways that keep every offset, and parsed again: one branch of an
``#if`` that the errors touch is kept and the rest blanked, contextual keywords that serve as identifiers get other
letters, and a few constructs are blanked or written in an older form. Of all trees the one with the fewest bytes in
errors is taken. Names and texts are always read from the source as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final

import msgspec
import tree_sitter

from sockslint.frontends.csharp.syntax import Tree, bytes_in, copied, errors_of, grown
from sockslint.frontends.trees import Node

#: Blanks everything but line ends.
_BLANKS: Final = bytes(byte if byte in b"\r\n" else ord(" ") for byte in range(256))

#: A contextual keyword in a place where only an identifier can stand.
_KEYWORD_AS_NAME: Final = re.compile(
    rb"(?<![@\w])(?:async|required|partial)(?=\s*(?:[),;.?:&|\]}!<>+*/\-]|=))|(?<=\.)(?:async|required|partial)\b"
)

#: ``a?.b = c``: the ``?`` of a chain that is assigned to.
_ASSIGNED_CHAIN: Final = re.compile(
    rb"\?(?=(?:\.\w+|\[[^\]\n]*\])(?:\??\.\w+|\[[^\]\n]*\])*\s*(?:[-+*/|&^%]|\?\?)?=(?![=>]))"
)

#: ``$@"..."`` with a quote in it: after a hole the grammar takes three in a row for the end of another kind of text.
_QUOTING_TEXT: Final = re.compile(rb"""(?:\$@|@\$)"(?:[^"{}]|""|\{\{|\}\}|\{[^{}"]*\})*"(?!")""")

#: ``..`` where a list pattern has one: alone, or before a name that it binds. In ``x[1..]`` it is a range.
_LIST_PATTERN: Final = re.compile(
    rb"(?:(?<![\w)\]!])|(?<=\bis))\[[^\]\[\n;{}()]*\.\.[^\]\[\n;{}()]*\](?=\s*(?:=>|when\b|:|\)|&&|\|\||or\b|and\b))"
)
_SLICE: Final = re.compile(rb"\.\.(?=\s*[,\]])|\.\.(?=\s*var\b)")

#: Pragmas that C# never knew, and compilers pass over.
_OTHER_PRAGMA: Final = re.compile(
    rb"^[ \t]*#[ \t]*pragma\b(?![ \t]+(?:warning[ \t]+(?:disable|restore)|checksum)\b)[^\r\n]*", re.MULTILINE
)

#: ``*(int*)p = x``, as a statement.
_CAST_POINTED_TO: Final = re.compile(rb"([;{}]\s*)(\*+\(\s*[\w.]+\s*\*+\s*\))(?=\s*[\w(&])")

#: ``*((int*)p) = x``, ``*((int*)(p + 1)) = x``.
_CAST_IN_PARENTHESES: Final = re.compile(
    rb"(\*\s*)(\(\s*\(\s*[\w.]+\s*\*+\s*\)\s*)(\w+|\((?:[^();]|\([^();]*\))*\))(\s*\))(?=\s*(?:[-+*/|&^%]|<<|>>)?=(?!=))"
)

#: ``*(p + 1) = x``, which is ``p[1] = x``.
_OFFSET_POINTED_TO: Final = re.compile(
    rb"([;{}]\s*)(\*\s*\(\s*)(\w+\s*)\+((?:[^();]|\([^();]*\))*)\)(?=\s*(?:[-+*/|&^%]|<<|>>)?=(?!=))"
)

#: ``F(x) = y`` as a statement: of a function that returns by reference. ``var(a, b) = y`` is none.
_CALL_ASSIGNED: Final = re.compile(
    rb"([;{}]\s*(?!var\b)[\w.]+)\(((?:[^();{}]|\((?:[^();{}]|\([^();{}]*\))*\))+)\)(?=\s*(?:[-+*/|&^%]|<<|>>)?=(?![=>]))"
)

#: The grammar wants a line end after it.
_LAST_DIRECTIVE: Final = re.compile(rb"^[ \t]*#[ \t]*(?:end)?region\b[^\r\n]*\Z", re.MULTILINE)

#: ``type``, ``field`` and what else opens an attribute's target, alone in brackets: a list of one.
_TARGET_ALONE: Final = re.compile(
    rb"(?<![^\s(,=])\[\s*(?:type|field|method|param|property|event|assembly|module)(?=\s*\]\s*[;,)])"
)

#: ``*p`` where no product can stand.
_POINTED_TO: Final = re.compile(rb"([;{}(=,!&|?:]\s*|\b(?:return|ref)\s+)(\*+)(?=\s*[\w(])")

_REWRITES: Final[tuple[tuple[re.Pattern[bytes], Callable[[re.Match[bytes]], bytes]], ...]] = (
    (_KEYWORD_AS_NAME, lambda match: match[0][:-1] + b"_"),
    (_ASSIGNED_CHAIN, lambda match: b" "),
    (_LIST_PATTERN, lambda match: _SLICE.sub(_plain_element, match[0])),
    (re.compile(rb"^[ \t]*#[:!].*$", re.MULTILINE), lambda match: _blanked(match[0])),
    (_OTHER_PRAGMA, lambda match: _blanked(match[0])),
    (_QUOTING_TEXT, lambda match: match[0][:3] + match[0][3:-1].replace(b'""', b"''") + b'"'),
    (_LAST_DIRECTIVE, lambda match: _blanked(match[0])),
    (_TARGET_ALONE, lambda match: match[0][:-1] + b"_"),
    (_CAST_IN_PARENTHESES, lambda match: match[1] + _blanked(match[2]) + match[3] + _blanked(match[4])),
    (_OFFSET_POINTED_TO, lambda match: match[1] + _blanked(match[2]) + match[3] + b"[" + match[4] + b"]"),
    (_CALL_ASSIGNED, lambda match: match[1] + b"[" + match[2] + b"]"),
    (_CAST_POINTED_TO, lambda match: match[1] + _blanked(match[2])),
    (re.compile(rb'\$(?=""(?!"))'), lambda match: b" "),
    (_POINTED_TO, lambda match: match[1] + _blanked(match[2])),
    (re.compile(rb"(?:\+\+|--)(?=(?:\w+\))?\)?\s*=(?!=))"), lambda match: b"  "),
    (re.compile(rb",\s*allows\s+ref\s+struct\b|\ballows\s+ref\s+struct\b"), lambda match: _blanked(match[0])),
    (re.compile(rb"(?<=\Wref)\s+partial(?=\s+struct\b)"), lambda match: _blanked(match[0])),
)


def recovered(data: bytes, first: tree_sitter.Tree, errors: list[Node]) -> Tree:
    """The best tree that can be had of a source whose own one has errors."""
    best, fewest = first, errors
    for parsed, left in _attempts(data, errors):
        if bytes_in(left) < bytes_in(fewest):
            best, fewest = parsed, left
        if not left:
            break
    return copied(best, fewest)


def _attempts(data: bytes, errors: list[Node]) -> Iterator[tuple[tree_sitter.Tree, list[Node]]]:
    """The trees of changed forms of a source that has these errors, with those left, what changes least first."""
    rewritten = data
    for pattern, replacement in _REWRITES:
        rewritten = pattern.sub(replacement, rewritten)
    groups = list(_groups(data))
    chosen = [group for group in groups if _touches(group, errors) and not _is_whole(data, group)]
    changed = data
    for _ in range(_ROUNDS):
        changed = _with_one_branch(rewritten, chosen, first=True)
        if changed != data:
            parsed = grown(changed)
            errors = errors_of(parsed)
            yield parsed, errors
        more = [group for group in groups if group not in chosen and _touches(group, errors)]
        if not more:
            break
        chosen += more
    for first in (True, False) if groups else ():
        last = _with_one_branch(rewritten, groups, first=first)
        if last != changed:
            parsed = grown(last)
            yield parsed, errors_of(parsed)


def _plain_element(match: re.Match[bytes]) -> bytes:
    """In place of ``..``: a discard, or nothing before a variable."""
    followed_by_name = match.string[match.end() : match.end() + 8].lstrip().startswith(b"var")
    return b"  " if followed_by_name else b"_ "


def _blanked(text: bytes | bytearray) -> bytes:
    return bytes(text.translate(_BLANKS))


# --- conditional compilation ----------------------------------------------------------------------------------------

_DIRECTIVE: Final = re.compile(rb"^[ \t]*#[ \t]*(if|elif|else|endif)\b[^\r\n]*", re.MULTILINE)
#: What may hold braces that open and close nothing: comments, literals, directives.
_CODELESS: Final = re.compile(
    rb"""//[^\r\n]*|/\*.*?\*/|@"(?:[^"]|"")*"|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)+'|^[ \t]*\#[^\r\n]*""",
    re.DOTALL | re.MULTILINE,
)
#: How often errors that are left are asked which other groups they touch.
_ROUNDS: Final = 3
#: How far before a group is looked for the end of what comes before it, in bytes.
_LOOK_BACK: Final = 1000
_NEVER: Final = re.compile(rb"#[ \t]*(?:el)?if[ \t]*\(?(?:false|FALSE|NEVER|NOT_USED)\b|#[ \t]*if[ \t]*!true\b")


class _Group(msgspec.Struct):
    """An ``#if`` up to its ``#endif``: the spans of its directives, in order."""

    directives: list[tuple[int, int]] = msgspec.field(default_factory=list)

    @property
    def start(self) -> int:
        return self.directives[0][0]

    @property
    def end(self) -> int:
        return self.directives[-1][1]


def _groups(data: bytes) -> Iterator[_Group]:
    """The complete ``#if`` groups of a source; inner ones come before those around them."""
    open_: list[_Group] = []
    for match in _DIRECTIVE.finditer(data):
        if match[1] == b"if":
            open_.append(_Group())
        if open_:
            open_[-1].directives.append(match.span())
            if match[1] == b"endif":
                yield open_.pop()


def _is_whole(data: bytes, group: _Group) -> bool:
    """Whether each branch looks like whole statements or members, as the grammar wants them."""
    branches = [_CODELESS.sub(b"", data[start:end]) for (_, start), (end, _) in pairwise(group.directives)]
    before = _CODELESS.sub(b"", data[max(group.start - _LOOK_BACK, 0) : group.start]).rstrip()
    return before[-1:] in (b"", b"{", b"}", b";") and all(
        branch.rstrip()[-1:] in (b"", b"}", b";") and branch.count(b"{") == branch.count(b"}") for branch in branches
    )


def _touches(group: _Group, errors: Iterable[Node]) -> bool:
    """Whether an error lies at or in a group, or a directive in an error."""
    return any(error.start <= group.end and group.start <= error.end for error in errors)


def _with_one_branch(data: bytes, groups: Iterable[_Group], *, first: bool) -> bytes:
    """The source with one branch of each group, the first or the last, and all else of the groups blanked."""
    result = bytearray(data)
    for group in groups:
        branches = list(zip(group.directives, group.directives[1:], strict=False))
        if _NEVER.search(data, *group.directives[0]):
            del branches[0]
            _blank(result, group.start, group.directives[1][1])
        kept = branches[0 if first else -1] if branches else None
        for opening, closing in branches:
            _blank(result, *opening)
            if (opening, closing) != kept:
                _blank(result, opening[1], closing[0])
        _blank(result, *group.directives[-1])
    return bytes(result)


def _blank(data: bytearray, start: int, end: int) -> None:
    data[start:end] = _blanked(data[start:end])
