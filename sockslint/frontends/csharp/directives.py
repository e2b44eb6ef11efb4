"""``using x = v;`` under ``#if``: no directive ends a scope, so it is released after the rest of the block around it.

The rest is lowered once, whatever branch was compiled. So the statements of the branches are parted: up to the first
``using`` of each, that ``using``, and what comes after, which stands with the rest of the block in its ``try``. Which
branch was taken is kept, where it matters later: who follows a resource from where it is made has not seen the ``#if``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from sockslint.frontends.trees import Node

#: An ``#if``, or what stands in its place.
ASKING: Final = frozenset({"preproc_if", "preproc_elif"})

#: Tokens of directives that are parted: of the one that keeps which branch is taken, and of those that ask that.
KEEPS, RECALLS = "keeps", "recalls"

_DECLARATION: Final = "local_declaration_statement"


class Parted(NamedTuple):
    """Statements before the first ``using`` of each branch, with its declaration; it itself; and those after it. Each
    may be in directives of its own.
    """

    before: list[Node]
    opened: list[Node]
    after: list[Node]


def declaration_in(node: Node) -> Node:
    """The declaration that a statement outside any function is, or the statement itself."""
    if node.kind == "global_statement" and node.children and node.children[0].kind == _DECLARATION:
        return node.children[0]
    return node


def is_using(node: Node) -> bool:
    """Whether a statement is ``using x = v;``."""
    return node.kind == _DECLARATION and "using" in node.tokens


def branches(node: Node) -> tuple[list[Node], list[Node]]:
    """The statements of an ``#if`` itself, and what stands in the place of those otherwise."""
    alternative = node.part("alternative")
    return [child for child in node.children if child.field is None], [] if alternative is None else [alternative]


def spliced(nodes: Sequence[Node]) -> Sequence[Node]:
    """Statements with those of an ``#else``, which asks nothing, in its place."""
    if not any(node.kind == "preproc_else" for node in nodes):
        return nodes
    return [each for node in nodes for each in (spliced(node.children) if node.kind == "preproc_else" else (node,))]


def opens(node: Node) -> bool:
    """Whether a directive has a ``using x = v;`` of the block that it stands in."""
    return node.kind in ASKING and any(
        is_using(declaration_in(each)) or opens(each) for branch in branches(node) for each in spliced(branch)
    )


def parted(nodes: Sequence[Node], data: bytes) -> Parted:
    """Statements, parted at the first ``using`` of each branch."""
    nodes = spliced(nodes)
    for at, node in enumerate(nodes):
        declaration = declaration_in(node)
        if is_using(declaration):
            return Parted([*nodes[:at], _plain(declaration)], [declaration], list(nodes[at + 1 :]))
        if opens(node):
            own, other = (parted(branch, data) for branch in branches(node))
            alike = what_is_opened(own.opened, data) == what_is_opened(other.opened, data)
            opened = own.opened if alike else _asking(node, RECALLS, own.opened, other.opened)
            after = _asking(node, RECALLS, own.after, other.after)
            asks = RECALLS if RECALLS in node.tokens else "" if alike and not after else KEEPS
            before = _asking(node, asks, own.before, other.before)
            return Parted([*nodes[:at], *before], opened, [*after, *nodes[at + 1 :]])
    return Parted(list(nodes), [], [])


def _plain(declaration: Node) -> Node:
    """A declaration without its ``using``."""
    made = Node(declaration.kind, declaration.start, declaration.end, None)
    made.children = declaration.children
    return made


def _asking(node: Node, how: str, own: list[Node], other: list[Node]) -> list[Node]:
    """A directive like another, of other statements; none if it has none."""
    if not own and not other:
        return []
    asked = node.part("condition")
    made = Node("preproc_if", node.start, node.end, None)
    made.tokens = [how] if how else []
    alternative = Node("preproc_else", node.start, node.end, "alternative")
    alternative.children = other
    made.children = [*(() if asked is None else (asked,)), *own, *((alternative,) if other or how == KEEPS else ())]
    return [made]


def what_is_opened(opened: Sequence[Node], data: bytes) -> list[Node | tuple[bool, bytes]]:
    """The names of resources, and whether their release is awaited; with the directives that some hang on."""
    return [
        node if node.kind in ASKING else ("await" in node.tokens, data[name.start : name.end])
        for node in opened
        for name in ([node] if node.kind in ASKING else names_in(node))
    ]


def names_in(declaration: Node) -> list[Node]:
    """The names of the variables that a statement declares."""
    return [name for each in declarators(declaration) if (name := each.part("name")) is not None]


def declarators(declaration: Node) -> list[Node]:
    """The variables that a statement declares."""
    declared = declaration.first("variable_declaration")
    return [] if declared is None else [child for child in declared.children if child.kind == "variable_declarator"]
