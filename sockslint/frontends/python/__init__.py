"""The Python frontend: source text to a `Unit`, by libcst.

`outline` and `parsing` (with `legacy`) get trees out of the text, `positions` their places in it, `scopes` what a
name stands for. `declarations`, `statements`, `loops`, `patterns`, `targets`, `expressions`, `calls` and `literals`
each lower a family of nodes, which `frame` dispatches to.
"""

from __future__ import annotations

import gc
import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sockslint.flow.model import Comment, Function, Problem, Unit
from sockslint.frontends.python import declarations, expressions, literals, loops, patterns, statements, targets
from sockslint.frontends.python.frame import FileState, Frame
from sockslint.frontends.python.literals import SURROGATE
from sockslint.frontends.python.outline import Outline
from sockslint.frontends.python.parsing import TOO_DEEP, endless_chains, parse
from sockslint.frontends.python.positions import Positions
from sockslint.frontends.python.scopes import Scope
from sockslint.text import SourceText, Span

__all__ = ["lower"]

#: The modules that enter their functions into the tables of `frame`.
FAMILIES = (declarations, expressions, literals, loops, patterns, statements, targets)

_SUPPRESSES = re.compile(r"sockslint|noqa", re.IGNORECASE)

#: For the rare text that nests deeper than the interpreter's ordinary limits: what its own thread gets.
_DEEP_STACK = 512 * 1024 * 1024
_DEEP_RECURSION = 100_000

#: A tree takes some 2 KB a token. The largest module of the standard library has 187,000.
MOST_TOKENS = 250_000
TOO_MANY_TOKENS = f"not analysed: it is of more than {MOST_TOKENS:,} tokens"
_TOKEN = re.compile(r"""'[^'\r\n]*'|"[^"\r\n]*"|\w+|[^\w\s]""")


def lower(path: str, source: SourceText, hits: Sequence[int] | None = None) -> Unit:
    """Lower a Python file.

    Whatever the text is, a unit comes out; what could not be read of it stands in `problems`. With `hits`, byte
    offsets into `source.data`, only those functions and classes at the top level are lowered that hold one of them,
    and the code outside of any.
    """
    # A lone surrogate can neither be parsed nor stored; it stands in a string or comment anyhow.
    outline = Outline(SURROGATE.sub("?", source.text))
    if len(source.data) > MOST_TOKENS and _tokens(outline) > MOST_TOKENS:
        return _unread(path, source, outline, TOO_MANY_TOKENS)

    def work() -> Unit:
        return _lower(path, source, outline, hits)

    with _without_collecting():
        try:
            return _in_deep_thread(work) if outline.is_deep else work()
        except (RecursionError, MemoryError):
            pass
        try:
            return _in_deep_thread(work)
        except (RecursionError, MemoryError):
            return _unread(path, source, outline, TOO_DEEP)


def _tokens(outline: Outline) -> int:
    """About how many tokens will be parsed."""
    left_out = sum(1 for begin, end in endless_chains(outline) for _ in _TOKEN.finditer(outline.text, begin, end))
    return sum(1 for _ in _TOKEN.finditer(outline.text)) - left_out


def _unread(path: str, source: SourceText, outline: Outline, why: str) -> Unit:
    """What comes of a file that is given up as a whole."""
    problem = Problem(Span(0, len(source.data)), why)
    return Unit(path, "python", comments=_comments(source, outline), problems=(problem,))


def _lower(path: str, source: SourceText, outline: Outline, hits: Sequence[int] | None) -> Unit:
    parsed = parse(source, outline, hits)
    positions = Positions()
    for module, text, offset in parsed.modules:
        positions.record(module, text, offset)
    file = FileState(source, outline.text, positions)
    frame = Frame(file, file.number(), Scope("module", None), None)
    for module, _, _ in parsed.modules:
        frame.run(module.body)
    file.functions[0] = Function(
        number=0,
        name="<module>",
        kind="module",
        span=Span(0, len(source.data)),
        locals=frame.locals,
        blocks=frame.builder.finish(),
    )
    return Unit(
        path=path,
        language="python",
        imports=tuple(file.imports),
        types=tuple(sorted(file.types, key=lambda declaration: declaration.span)),
        functions=tuple(function for function in file.functions if function is not None),
        comments=_comments(source, outline),
        problems=tuple(parsed.problems),
    )


def _comments(source: SourceText, outline: Outline) -> tuple[Comment, ...]:
    """The comments that may suppress findings."""
    if _SUPPRESSES.search(outline.text) is None:
        return ()
    found = []
    for start, end in outline.comments:
        text = outline.text[start:end]
        if _SUPPRESSES.search(text):
            line_start = max(outline.text.rfind("\n", 0, start), outline.text.rfind("\r", 0, start)) + 1
            own_line = not outline.text[line_start:start].strip()
            found.append(Comment(source.span_of_code_points(start, end), text, own_line))
    return tuple(found)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking a growing syntax tree, which holds no cycles, again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _in_deep_thread(work: Callable[[], Unit]) -> Unit:
    """Do the work in a thread with a large stack."""
    results: list[Unit] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as failure:
            failures.append(failure)

    limit, stack = sys.getrecursionlimit(), threading.stack_size(_DEEP_STACK)
    try:
        sys.setrecursionlimit(max(limit, _DEEP_RECURSION))
        thread = threading.Thread(target=run)
        try:
            thread.start()
        except RuntimeError as error:
            raise MemoryError("no stack of that size") from error
        threading.stack_size(stack)
        thread.join()
    finally:
        threading.stack_size(stack)
        sys.setrecursionlimit(limit)
    if failures:
        raise failures[0]
    return results[0]
