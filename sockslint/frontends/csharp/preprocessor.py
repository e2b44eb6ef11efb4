"""Leaves out what a file's own ``#define`` and ``#undef`` lines, or ``#if false``, keep from being compiled.

Which other symbols are defined the project says, and its build: what hangs on them is lowered either way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sockslint.frontends.csharp.syntax import Tree
from sockslint.frontends.trees import Node

_BRANCHES: Final = frozenset({"preproc_if", "preproc_elif"})
_LITERAL: Final = re.compile(rb"#[ \t]*(?:el)?if\b[^\r\n]*\b(?:true|false)\b")
_DEFINITION: Final = re.compile(rb"#[ \t]*(?:define|undef)[ \t]+(\w+)")


def drop_undefined(tree: Tree, data: bytes) -> None:
    """Put in the place of each ``#if`` that the file itself decides the branch that is compiled."""
    symbols = _symbols(tree, data)
    if not symbols and _LITERAL.search(data) is None:
        return
    pending = [tree.root]
    while pending:
        node = pending.pop()
        while node.kind in _BRANCHES and (holds := _truth(node.part("condition"), data, symbols)) is not None:
            _decide(node, holds=holds)
        pending.extend(node.children)


def _symbols(tree: Tree, data: bytes) -> Mapping[bytes, bool]:
    """The symbols that a file speaks of at its head, and whether they are defined from there on."""
    found: dict[bytes, bool] = {}
    for node in tree.remarks:
        if node.kind in ("preproc_define", "preproc_undef"):
            match = _DEFINITION.match(data, node.start, node.end)
            if match is not None:
                found[match[1]] = node.kind == "preproc_define"
    return found


def _truth(condition: Node | None, data: bytes, symbols: Mapping[bytes, bool]) -> bool | None:
    """Whether what an ``#if`` asks holds; None if the file does not say."""
    if condition is None:
        return None
    text = data[condition.start : condition.end]
    inner = [_truth(child, data, symbols) for child in condition.children]
    match condition.kind:
        case "identifier":
            return symbols.get(text)
        case "boolean_literal":
            return text == b"true"
        case "parenthesized_expression" if inner:
            return inner[0]
        case "unary_expression" | "prefix_unary_expression" if inner:
            return None if inner[0] is None else not inner[0]
        case "binary_expression" if len(inner) == 2:
            ends = False if "&&" in condition.tokens else True if "||" in condition.tokens else None
            if ends is None:
                return None
            return ends if ends in inner else None if None in inner else not ends
        case _:
            return None


def _decide(node: Node, *, holds: bool) -> None:
    """A branch becomes what is compiled of it: its own code, or what stands in its place (``#elif``, ``#else``)."""
    alternative = node.part("alternative")
    if holds or alternative is None:
        own = [child for child in node.children if child.field is None] if holds else []
        node.kind, node.children = "preproc_else", own
    else:
        node.become(alternative)
