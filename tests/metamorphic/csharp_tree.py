"""C# sources as tree-sitter sees them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import tree_sitter_c_sharp
from tree_sitter import Language, Node, Parser, Tree

from tests.metamorphic.rewriting import Range


@cache
def parsed(data: bytes) -> Tree:
    """The tree of a source."""
    return Parser(Language(tree_sitter_c_sharp.language())).parse(data)


def nodes(data: bytes) -> Iterator[Node]:
    """All nodes of a source, outer ones first; none of a source that the grammar trips over."""
    root = parsed(data).root_node
    return iter(()) if root.has_error else below(root)


def below(node: Node) -> Iterator[Node]:
    """A node and all below it, outer ones first."""
    yield node
    for child in node.children:
        yield from below(child)


def text_of(node: Node | None) -> bytes:
    """The text of a node that must be there."""
    assert node is not None and node.text is not None
    return node.text


def range_of(node: Node) -> Range:
    """The bytes of a node."""
    return Range(node.start_byte, node.end_byte)


def field_of(node: Node) -> str | None:
    """The name of the field that a node is of its parent."""
    parent = node.parent
    if parent is None:
        return None
    return next((parent.field_name_for_child(at) for at, c in enumerate(parent.children) if c == node), None)


def enclosing(node: Node, kinds: frozenset[str] | set[str]) -> Node | None:
    """The nearest enclosing node of some kinds."""
    parent = node.parent
    while parent is not None and parent.type not in kinds:
        parent = parent.parent
    return parent


def keyword(node: Node, word: str) -> Node | None:
    """The token of a keyword among the parts of a node."""
    return next((child for child in node.children if child.type == word), None)


def surroundings(data: bytes, node: Node) -> tuple[bytes, bytes]:
    """What stands before and after a type in a file that holds it alone: usings and namespaces."""
    head, tail = [], b""
    outer = node
    while outer.parent is not None:
        outer = outer.parent
        inside = outer.children
        if outer.type == "namespace_declaration":
            body = outer.child_by_field_name("body")
            assert body is not None
            head.append(data[outer.start_byte : body.start_byte] + b"{\n")
            tail += b"}\n"
        elif outer.type in ("declaration_list", "compilation_unit"):
            kinds = ("using_directive", "file_scoped_namespace_declaration")
            head.append(b"".join(text_of(child) + b"\n" for child in inside if child.type in kinds))
    return b"".join(reversed(head)), tail
