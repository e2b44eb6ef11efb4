"""The Python frontend: source text to a `Unit`, by tree-sitter; Python 3, and most of Python 2.

`parsing` (with `outline`) gets a tree out of the text, `syntax` copies it, `scopes` says what a name stands for.
`declarations`, `statements`, `loops`, `patterns`, `targets`, `expressions`, `calls` and `literals` each lower a family
of nodes, which `frame` dispatches to.
"""

from __future__ import annotations

import re

from sockslint.flow.model import Comment, Function, Problem, Unit
from sockslint.frontends.python import declarations, expressions, literals, loops, patterns, statements, targets
from sockslint.frontends.python.frame import FileState, Frame
from sockslint.frontends.python.parsing import Parsed, parse
from sockslint.frontends.python.scopes import Scope
from sockslint.frontends.trees import TOO_DEEP, TOO_MANY_TOKENS, TOO_MUCH, TooMuchWorkError, is_too_long, room_for
from sockslint.text import SourceText, Span

__all__ = ["lower"]

#: The modules that enter their functions into the tables of `frame`.
FAMILIES = (declarations, expressions, literals, loops, patterns, statements, targets)

_SUPPRESSES = re.compile(rb"sockslint|noqa", re.IGNORECASE)


def lower(path: str, source: SourceText) -> Unit:
    """The flow of a Python file. Whatever the text is, a unit comes out; what could not be read of it stands in
    `problems`.
    """
    if is_too_long(source.data):
        return _unread(path, source, TOO_MANY_TOKENS)
    try:
        parsed = parse(source.data)
    except TooMuchWorkError:
        return _unread(path, source, TOO_MUCH)
    with room_for(parsed.tree.depth):
        try:
            return _lower(path, source, parsed)
        except RecursionError:
            return _unread(path, source, TOO_DEEP)


def _unread(path: str, source: SourceText, why: str) -> Unit:
    """What comes of a file that is given up as a whole."""
    return Unit(path, "python", problems=(Problem(Span(0, len(source.data)), why),))


def _lower(path: str, source: SourceText, parsed: Parsed) -> Unit:
    file = FileState(parsed.data)
    frame = Frame(file, file.number(), Scope("module", None), None)
    frame.run(parsed.tree.root.children)
    file.functions[0] = Function(
        number=0,
        name="<module>",
        kind="module",
        span=Span(0, len(source.data)),
        locals=frame.locals,
        blocks=frame.builder.finish(),
    )
    abysses = [Problem(Span(abyss.start, abyss.end), TOO_DEEP) for abyss in parsed.tree.abysses]
    return Unit(
        path=path,
        language="python",
        imports=tuple(file.imports),
        types=tuple(sorted(file.types, key=lambda declaration: declaration.span)),
        functions=tuple([function for function in file.functions if function is not None]),
        comments=_comments(source, parsed),
        problems=(*parsed.problems, *file.problems, *abysses),
    )


def _comments(source: SourceText, parsed: Parsed) -> tuple[Comment, ...]:
    """The comments that may suppress findings."""
    data = source.data
    if _SUPPRESSES.search(data) is None:
        return ()
    found = []
    for start, end in parsed.comments:
        if _SUPPRESSES.search(data, start, end):
            line_start = max(data.rfind(b"\n", 0, start), data.rfind(b"\r", 0, start)) + 1
            span = Span(start, start + len(data[start:end].rstrip(b"\r")))
            found.append(Comment(span, source.slice(span), not data[line_start:start].strip()))
    return tuple(found)
