"""What both frontends walk: tree-sitter's tree, copied once into light nodes.

Asking tree-sitter's nodes for their parts again and again costs more than parsing. So each frontend copies the tree in
one pass of a cursor, keeping what its language makes count.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

import msgspec
import tree_sitter

from sockslint.frontends.grammar import language

#: Nodes that lie deeper are not copied: no stack that later stages recurse on is large enough for every text.
MAX_DEPTH: Final = 1000

#: How much the parser may do for a file. At each hundredth step it asks whether to go on, which in 1,500 files of many
#: hands was at most twice for a hundred bytes. A count, unlike a time, ends at the same place on every machine.
_TURNS_AT_LEAST: Final = 20_000
_TURNS_A_BYTE: Final = 0.2

TOO_MUCH: Final = "not analysed: its parse takes too many steps"

#: A tree takes some 600 bytes a token while it is made; 5 MB of ordinary code have 800,000.
MOST_TOKENS: Final = 800_000
TOO_MANY_TOKENS: Final = f"not analysed: it is of more than {MOST_TOKENS:,} tokens"
_TOKEN: Final = rb"\"[^\"\r\n]*\"|[\w\x80-\xff]+|[^\w\s]"

TOO_DEEP: Final = "nested too deeply to be analysed"

#: Trees deeper than this need more of Python's stack than is usual.
_USUAL_DEPTH: Final = 60
_FRAMES_A_LEVEL: Final = 20

#: How many bytes the parser is handed at a time.
_CHUNK: Final = 1 << 20

#: Kinds that stand in front of what a node is about.
_DECORATIONS: Final = frozenset({"attribute_list", "preproc_if_in_attribute_list", "modifier", "ERROR"})


class Node(msgspec.Struct, eq=False, gc=False):
    """A node of the tree: its kind, its bytes, the field that it fills in its parent, and its named children.

    `tokens` are the kinds of its anonymous children, but for punctuation. No node leads back to one above it, so that
    Python's cycle collector need not look at them.
    """

    kind: str
    start: int
    end: int
    field: str | None
    children: Sequence[Node] = ()
    tokens: Sequence[str] = ()

    def part(self, field: str) -> Node | None:
        """The first child that fills a field."""
        for child in self.children:
            if child.field == field:
                return child
        return None

    def parts(self, field: str) -> list[Node]:
        """The children that fill a field."""
        return [child for child in self.children if child.field == field]

    def first(self, kind: str) -> Node | None:
        """The first child of a kind."""
        for child in self.children:
            if child.kind == kind:
                return child
        return None

    def unnamed(self) -> Node | None:
        """The first child that fills no field and is no attribute or modifier."""
        for child in self.children:
            if child.field is None and child.kind not in _DECORATIONS:
                return child
        return None

    def become(self, other: Node) -> None:
        """Take over another node's kind and parts, keeping the field filled in the parent."""
        self.kind, self.start, self.end = other.kind, other.start, other.end
        self.children, self.tokens = other.children, other.tokens


class Grammar(NamedTuple):
    """A language; for each kind of node by number what the copying pass does with it, and its name; the names of the
    fields by number.
    """

    language: tree_sitter.Language
    kinds: Mapping[int, tuple[int, str]]
    fields: Mapping[int | None, str | None]


def tables(package: str, role: Callable[[str, bool], int]) -> Grammar:
    """The grammar of a package; `role` tells what to do with a kind of node, given its name and whether it is named."""
    grammar = language(package)
    kinds: dict[int, tuple[int, str]] = {}
    for number in range(grammar.node_kind_count):
        kind = grammar.node_kind_for_id(number) or ""
        kinds[number] = (role(kind, bool(grammar.node_kind_is_named(number))), kind)
    error = grammar.id_for_node_kind("ERROR", True)
    kinds[65535 if error is None else error] = kinds[65535] = (role("ERROR", True), "ERROR")
    fields = {number: grammar.field_name_for_id(number) for number in range(1, grammar.field_count + 1)}
    return Grammar(grammar, kinds, {None: None} | fields)


class TooMuchWorkError(Exception):
    """The parser would take too many steps over a text."""


def is_too_long(data: bytes) -> bool:
    """Whether a source has more than `MOST_TOKENS` tokens."""
    return len(data) > MOST_TOKENS and sum(1 for _ in re.finditer(_TOKEN, data)) > MOST_TOKENS


@contextmanager
def room_for(depth: int) -> Iterator[None]:
    """Room for the recursion that a tree of this depth takes, while it is lowered."""
    usual = sys.getrecursionlimit()
    if depth <= _USUAL_DEPTH:
        yield
        return
    sys.setrecursionlimit(usual + depth * _FRAMES_A_LEVEL)
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


def grown(data: bytes, grammar: tree_sitter.Language) -> tree_sitter.Tree:
    """tree-sitter's own tree of a source in UTF-8. Raises TooMuchWorkError."""
    # One for each parse: it calls back, so another thread's turn may come in the middle of it.
    parser = tree_sitter.Parser(grammar)
    left = int(max(_TURNS_AT_LEAST, len(data) * _TURNS_A_BYTE))

    def is_enough(offset: int, has_error: bool) -> bool:
        nonlocal left
        left -= 1
        return left < 0

    try:
        return parser.parse(lambda offset, point: data[offset : offset + _CHUNK], progress_callback=is_enough)
    except ValueError:  # all that tree-sitter says of a parse that was broken off
        raise TooMuchWorkError from None


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, parents first."""
    pending = [node]
    while pending:
        at = pending.pop()
        yield at
        pending.extend(reversed(at.children))
