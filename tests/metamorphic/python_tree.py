"""Python sources as libcst sees them, with the places that it gives their nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, cast

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, CodeSpan, MetadataWrapper, ParentNodeProvider

from tests.metamorphic.rewriting import Range


class Tree(NamedTuple):
    """The nodes of a source, outer ones first, with their places and parents."""

    nodes: tuple[cst.CSTNode, ...]
    spans: Mapping[cst.CSTNode, CodeSpan]
    parents: Mapping[cst.CSTNode, cst.CSTNode]

    def range(self, node: cst.CSTNode) -> Range:
        """The bytes of a node, without parentheses and white space around it."""
        span = self.spans[node]
        return Range(span.start, span.start + span.length)


@cache
def parsed(data: bytes) -> Tree:
    """The tree of a source; an empty one for a source in another dialect."""
    try:
        module = cst.parse_module(data)
    except cst.ParserSyntaxError:
        return Tree((), {}, {})
    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    found = wrapper.resolve_many([ByteSpanPositionProvider, ParentNodeProvider])
    spans = cast("Mapping[cst.CSTNode, CodeSpan]", found[ByteSpanPositionProvider])
    parents = cast("Mapping[cst.CSTNode, cst.CSTNode]", found[ParentNodeProvider])
    return Tree(tuple(below(module)), spans, parents)


def below(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A node and all below it, outer ones first."""
    yield node
    for child in node.children:
        yield from below(child)


def dotted(node: cst.CSTNode | None) -> str:
    """A dotted name; nothing for what is none."""
    match node:
        case cst.Name(name):
            return name
        case cst.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr.value}"
    return ""


def line_start(data: bytes, at: int) -> int:
    """The offset at which the line of an offset begins."""
    return data.rfind(b"\n", 0, at) + 1


def line_end(data: bytes, at: int) -> int:
    """The offset of the first line end from `at` on."""
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end


def indent_of(data: bytes, at: int) -> bytes:
    """What stands before an offset on its line."""
    return data[line_start(data, at) : at]
