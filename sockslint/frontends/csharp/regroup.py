"""Puts operators after patterns back in order.

The grammar takes what follows a pattern for a part of it: in ``x is null && y`` it enters ``null && y`` as the
constant to compare with. So expressions of operators that hold such a pattern are taken apart into their operands and
operators, which stand in the order of the source, and are built anew by C#'s precedence.
"""

from __future__ import annotations

from typing import Final

from sockslint.frontends.csharp.syntax import OPERATORS, Node, Tree

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
_RELATION: Final = 8
_SHIFT: Final = 9

#: What a pattern may be of without the grammar having gone wrong.
_INNOCENT: Final = frozenset(["+", "-", "*", "/", "%", "<<", ">>", ">>>"])

_WORDS: Final = {"and_pattern": "and", "or_pattern": "or", "as_expression": "as", "is_expression": "is"}


def regroup(tree: Tree) -> None:
    """Rebuild each expression of the tree that holds a pattern with too much in it."""
    done: set[Node] = set()
    for end, outermost in tree.pattern_ends:
        if outermost not in done and _holds_too_much(end):
            done.add(outermost)
            rebuilt = _Parser(_taken_apart(outermost)).whole()
            if rebuilt is not None:
                outermost.become(rebuilt)


def _holds_too_much(end: Node) -> bool:
    for child in end.children:
        if child.kind in ("conditional_expression", "is_expression", "is_pattern_expression", "as_expression"):
            return True
        if child.kind == "binary_expression":
            while child.kind == "binary_expression" and child.children:
                if child.tokens and child.tokens[0] not in _INNOCENT:
                    return True
                child = child.children[0]
    return False


def _taken_apart(node: Node) -> list[Node | str]:
    """The operands (nodes) and operators (strings) of an expression, in the order of the source."""
    found: list[Node | str] = []
    pending: list[Node | str] = [node]
    while pending:
        at = pending.pop()
        if isinstance(at, str) or at.kind not in OPERATORS or any(child.kind == "ERROR" for child in at.children):
            found.append(at)
        else:
            pending.extend(reversed(_parts(at)))
    return found


def _parts(node: Node) -> list[Node | str]:
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


class _Parser:
    """Builds an expression from operands and operators."""

    def __init__(self, parts: list[Node | str]) -> None:
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
        if not isinstance(part, Node):
            return None
        self._at += 1
        return part

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
