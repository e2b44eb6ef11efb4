"""Puts operators back in order where the grammar gets their precedence wrong.

It takes what follows a pattern for a part of it: in ``x is null && y`` it enters ``null && y`` as the constant to
compare with. It lets ``?.`` go on from all that stands before it: in ``a && b?.c`` from ``a && b``, in
``await b?.c()`` from ``await b``. And it takes ``(a) && b`` for a cast of ``&&b``. So expressions of operators in
which that happened are taken apart into their operands and operators, which stand in the order of the source, and are
built anew by C#'s precedence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import msgspec

from sockslint.frontends.csharp.syntax import LINKS, OPERATORS, PREFIXES, Tree
from sockslint.frontends.trees import Node

#: Binary operators by how strongly they bind. `??` leans to the right; relations bind as ``is`` and ``as`` do.
_STRENGTH: Final[dict[str, int]] = {
    "??": 1,
    "||": 2,
    "&&": 3,
    "|": 4,
    "^": 5,
    "&": 6,
    "==": 7,
    "!=": 7,
    "<": 8,
    ">": 8,
    "<=": 8,
    ">=": 8,
    "is": 8,
    "as": 8,
    "<<": 9,
    ">>": 9,
    ">>>": 9,
    "+": 10,
    "-": 10,
    "*": 11,
    "/": 11,
    "%": 11,
}
_SHIFT: Final = 9

#: What a pattern may be of without the grammar having gone wrong.
_INNOCENT: Final = frozenset(["+", "-", "*", "/", "%", "<<", ">>", ">>>"])

_WORDS: Final = {"and_pattern": "and", "or_pattern": "or", "as_expression": "as", "is_expression": "is"}


def regroup_operators(tree: Tree) -> None:
    """Rebuild each expression of the tree that holds a misplaced operator."""
    done: set[Node] = set()
    for node, outermost in tree.suspects:
        if outermost in done:
            continue
        if _MISPLACED[node.kind](node):
            done.add(outermost)
            rebuilt = _Parser(_taken_apart(outermost)).whole()
            if rebuilt is not None:
                outermost.become(rebuilt)


def _holds_too_much(end: Node) -> bool:
    """Whether a pattern's constant is more than a constant can be."""
    for child in end.children:
        child = _head(child)
        if child.kind in ("conditional_expression", "is_expression", "is_pattern_expression", "as_expression"):
            return True
        while child.kind == "binary_expression" and child.children:
            if child.tokens and child.tokens[0] not in _INNOCENT:
                return True
            child = _head(child.children[0])
    return False


def _goes_on_from_operator(link: Node) -> bool:
    """Whether ``?.`` follows an expression that it binds more strongly than."""
    kind = _head(link).kind
    return kind in OPERATORS or kind in PREFIXES


def _casts_nothing(cast: Node) -> bool:
    """Whether what looks like a cast is a name in parentheses, and what it casts the right side of an operator. As
    the language has it, ``(a) - b`` is a difference, even where `a` is a type.
    """
    if len(cast.children) != 2 or cast.children[0].kind not in _MAY_BE_VALUES:
        return False
    value = cast.children[1]
    if value.kind == "prefix_unary_expression":
        return bool(value.tokens) and value.tokens[0] in _PREFIX_OR_INFIX and len(value.children) == 1
    return _head(value).kind == "collection_expression"


def _head(node: Node) -> Node:
    """What a chain starts from."""
    while node.kind in LINKS and node.children:
        node = node.children[0]
    return node


_MISPLACED: Final = {
    "constant_pattern": _holds_too_much,
    "relational_pattern": _holds_too_much,
    "conditional_access_expression": _goes_on_from_operator,
    "cast_expression": _casts_nothing,
}

_MAY_BE_VALUES: Final = frozenset({"identifier", "qualified_name", "alias_qualified_name"})
_PREFIX_OR_INFIX: Final = frozenset("+-*&^")


class _Prefix(msgspec.Struct, frozen=True):
    """An operator in front of the operand that follows, which fills a field; the node holds its other parts."""

    node: Node
    field: str | None


_Part: TypeAlias = Node | str | _Prefix


def _taken_apart(node: Node) -> list[_Part]:
    """The operands (nodes) and operators of an expression, in the order of the source."""
    found: list[_Part] = []
    pending: list[_Part] = [node]
    while pending:
        at = pending.pop()
        if not isinstance(at, Node):
            found.append(at)
        elif at.kind in LINKS and _goes_on_from_operator(at):
            head = _taken_apart(_head(at))
            last = head.pop()
            assert isinstance(last, Node)
            found.extend(head)
            found.append(_chained(at, last))
        elif any(child.kind == "ERROR" for child in at.children):
            found.append(at)
        elif at.kind == "cast_expression" and _casts_nothing(at):
            pending.extend(reversed(_parts_of_false_cast(at)))
        elif at.kind in OPERATORS:
            pending.extend(reversed(_parts(at)))
        elif at.kind in PREFIXES and at.children and at.children[-1].end == at.end:
            pending.extend((at.children[-1], _Prefix(at, at.children[-1].field)))
        else:
            found.append(at)
    return found


def _chained(link: Node, start: Node) -> Node:
    """A chain of links as it is, but starting from another node."""
    links = []
    while link.kind in LINKS and link.children:
        links.append(link)
        link = link.children[0]
    made = start
    for link in reversed(links):
        made.field = link.children[0].field
        made = _copied(link, made.start, link.end, [made, *link.children[1:]])
    return made


def _copied(node: Node, start: int, end: int, children: Sequence[Node]) -> Node:
    """A node like another, of other parts."""
    made = Node(node.kind, start, end, node.field)
    made.children, made.tokens = list(children), node.tokens
    return made


def _parts(node: Node) -> list[_Part]:
    children = node.children
    match node.kind, children:
        case "conditional_expression", [test, then, otherwise]:
            return [test, "?", then, ":", otherwise]
        case "is_pattern_expression", [left, right]:
            return [left, "is", right]
        case ("and_pattern" | "or_pattern" | "as_expression" | "is_expression") as kind, [left, right]:
            return [left, _WORDS[kind], right]
        case "binary_expression", [left, right] if node.tokens:
            return [left, node.tokens[0], right]
        case "negated_pattern", [inner]:
            return ["not", inner]
        case "relational_pattern", [inner] if node.tokens:
            return [node.tokens[0], inner]
        case "constant_pattern", [inner]:
            return [inner]
        case _:
            # Not of the shape that the grammar promises: an operand like any other.
            return [Node("ERROR", node.start, node.end, None), *children]


def _parts_of_false_cast(cast: Node) -> list[_Part]:
    """``(a) & b``, ``(a) && b``, ``(a)[i]``, entered as casts."""
    named, value = cast.children
    named.field = None
    wrapped = _copied(cast, cast.start, named.end + 1, [named])
    wrapped.kind, wrapped.tokens = "parenthesized_expression", []
    if value.kind != "prefix_unary_expression":
        brackets = _head(value)
        subscript = _copied(brackets, brackets.start, brackets.end, brackets.children)
        wrapped.field, subscript.field = "expression", "subscript"
        element = Node("element_access_expression", cast.start, brackets.end, None)
        element.children = [wrapped, subscript]
        return [element if brackets is value else _chained(value, element)]
    inner = value.children[0]
    is_logical = value.tokens[0] == "&" and inner.tokens[:1] == ["&"] and inner.start == value.start + 1
    if is_logical and inner.kind == "prefix_unary_expression" and inner.children:
        return [wrapped, "&&", inner.children[0]]
    return [wrapped, value.tokens[0], inner]


class _Parser:
    """Builds an expression from operands and operators."""

    def __init__(self, parts: list[_Part]) -> None:
        self._parts = parts
        self._at = 0

    def whole(self) -> Node | None:
        """The expression that all parts make; None if they make none."""
        found = self._conditional()
        return found if self._at == len(self._parts) else None

    def _peek(self) -> str:
        part = self._parts[self._at] if self._at < len(self._parts) else ""
        return part if isinstance(part, str) else ""

    def _take(self, *words: str) -> str:
        word = self._peek()
        if word and word in words:
            self._at += 1
            return word
        return ""

    def _conditional(self) -> Node | None:
        test = self._binary(1)
        if test is None or not self._take("?"):
            return test
        then = self._conditional()
        if then is None or not self._take(":"):
            return None
        otherwise = self._conditional()
        if otherwise is None:
            return None
        return _node(
            "conditional_expression", "?", [("condition", test), ("consequence", then), ("alternative", otherwise)]
        )

    def _binary(self, weakest: int) -> Node | None:
        left = self._operand()
        while left is not None:
            operator = self._peek()
            strength = _STRENGTH.get(operator, 0)
            if strength < weakest:
                break
            self._at += 1
            if operator == "is":
                left = self._matched(left)
                continue
            right = self._binary(strength if operator == "??" else strength + 1)
            if right is None:
                return None
            kind = "as_expression" if operator == "as" else "binary_expression"
            left = _node(kind, operator, [("left", left), ("right", right)])
        return left

    def _operand(self) -> Node | None:
        part = self._parts[self._at] if self._at < len(self._parts) else None
        if part is None or isinstance(part, str):
            return None
        self._at += 1
        if isinstance(part, Node):
            return part
        operand, node = self._operand(), part.node
        if operand is None:
            return None
        operand.field = part.field
        return _copied(node, node.start, operand.end, [*node.children[:-1], operand])

    def _matched(self, left: Node) -> Node | None:
        pattern = self._alternatives()
        if pattern is None:
            return None
        return _node("is_pattern_expression", "is", [("expression", left), ("pattern", pattern)])

    def _alternatives(self) -> Node | None:
        return self._joined("or", "or_pattern")

    def _joined(self, word: str, kind: str) -> Node | None:
        def part() -> Node | None:
            return self._joined("and", "and_pattern") if word == "or" else self._single_pattern()

        left = part()
        while left is not None and self._take(word):
            right = part()
            if right is None:
                return None
            left = _node(kind, word, [("left", left), ("right", right)])
        return left

    def _single_pattern(self) -> Node | None:
        if self._take("not"):
            inner = self._single_pattern()
            return None if inner is None else _node("negated_pattern", "not", [(None, inner)])
        relation = self._take("<", "<=", ">", ">=")
        inner = self._binary(_SHIFT)
        if inner is None:
            return None
        if relation:
            return _node("relational_pattern", relation, [(None, inner)])
        if inner.kind.endswith(("_pattern", "_type")) or inner.kind == "discard":
            return inner
        return _node("constant_pattern", "", [(None, inner)])


def _node(kind: str, operator: str, parts: list[tuple[str | None, Node]]) -> Node:
    for field, part in parts:
        part.field = field
    made = Node(kind, parts[0][1].start, parts[-1][1].end, None)
    made.children = [part for _, part in parts]
    if operator:
        made.tokens = [operator]
    return made
