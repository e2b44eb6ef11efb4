"""The C# frontend: from source text to a `Unit` of flow, by tree-sitter; up to C# 13."""

from __future__ import annotations

from typing import Final

from sockslint.flow.model import Function, Problem, Unit
from sockslint.frontends.csharp import loops, queries, switches  # noqa: F401  (for what they enter into the tables)
from sockslint.frontends.csharp.body import File
from sockslint.frontends.csharp.declarations import lower_file
from sockslint.frontends.csharp.preprocessor import drop_undefined
from sockslint.frontends.csharp.regroup import regroup_operators
from sockslint.frontends.csharp.suppressions import remarks
from sockslint.frontends.csharp.syntax import Tree, copied, errors_of, grown
from sockslint.frontends.trees import TOO_DEEP, TOO_MANY_TOKENS, TOO_MUCH, Node, TooMuchWorkError, is_too_long, room_for
from sockslint.text import SourceText, Span

_MOST_PROBLEMS: Final = 3


def lower(path: str, source: SourceText) -> Unit:
    """The flow of a C# file. Never fails: what cannot be parsed is a `Problem`, and the rest is lowered around it."""
    if is_too_long(source.data):
        return _unread(path, source, TOO_MANY_TOKENS)
    try:
        tree = parsed(source.data)
    except TooMuchWorkError:
        return _unread(path, source, TOO_MUCH)
    file = File(source, tree)
    remarks(file)
    file.problems.extend(_problems(source, tree))
    with room_for(tree.depth):
        try:
            drop_undefined(tree, source.data)
            regroup_operators(tree)
            lower_file(file)
        except RecursionError:
            file.problems.append(Problem(Span(0, len(source.data)), TOO_DEEP))
    return Unit(
        path,
        "csharp",
        tuple(file.imports),
        tuple(file.namespaces),
        tuple(file.types),
        tuple([_complete(number, function) for number, function in enumerate(file.functions)]),
        tuple(sorted(file.comments, key=lambda comment: comment.span)),
        tuple(file.problems),
    )


def parsed(data: bytes) -> Tree:
    """The best tree of a source that can be had: the first, if it has no error. Raises TooMuchWorkError."""
    first = grown(data)
    errors = errors_of(first)
    if not errors:
        return copied(first, errors)
    from sockslint.frontends.csharp.recovery import recovered  # here: its patterns take long to compile

    return recovered(data, first, errors)


def _unread(path: str, source: SourceText, why: str) -> Unit:
    """What comes of a file that is given up as a whole."""
    return Unit(path, "csharp", problems=(Problem(Span(0, len(source.data)), why),))


def _complete(number: int, function: Function | None) -> Function:
    """A function, or a stand-in for one that was announced and not reached."""
    return function or Function(number, "", "nested", Span(0, 0))


def _problems(source: SourceText, tree: Tree) -> list[Problem]:
    """The first errors of the parse. A stray semicolon is none that matters."""
    errors = [error for error in tree.errors if source.data[error.start : error.end].strip() != b";"]
    return [
        *(Problem(Span(error.start, error.end), _message(error)) for error in errors[:_MOST_PROBLEMS]),
        *(Problem(Span(abyss.start, abyss.end), TOO_DEEP) for abyss in tree.abysses[:_MOST_PROBLEMS]),
    ]


def _message(error: Node) -> str:
    return f"{error.field} expected" if error.kind == "MISSING" else "cannot be parsed"
