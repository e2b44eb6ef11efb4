"""Questions about the tree of a Python file that its fixes ask: libcst's nodes, with their places and parents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import libcst as cst

from sockslint.fixes.handles import Handles
from sockslint.fixes.layout import Layout
from sockslint.fixes.python.positions import Positions
from sockslint.frontends.python.parsing import parse
from sockslint.frontends.trees import TooMuchWorkError, walk
from sockslint.text import SourceText, Span

#: What a function's own code does not reach into.
SCOPES = (cst.FunctionDef, cst.Lambda, cst.ClassDef, cst.Module)
LOOPS = (cst.While, cst.For)
JUMPS = (cst.Return, cst.Break, cst.Continue, cst.Raise)

Statement: TypeAlias = cst.SimpleStatementLine | cst.BaseCompoundStatement

#: Larger files are not fixed: a tree takes some 2 KB for each of its tokens.
_MOST_BYTES = 2_000_000

#: How deep a tree may nest, and how many brackets a pattern may have.
_MOST_LEVELS = 400
_MOST_BRACKETS_IN_PATTERN = 8

#: Methods of text and bytes of which the result is empty if what they are called on is.
_KEEP_EMPTINESS = frozenset({"decode", "strip", "rstrip", "lstrip"})

#: Functions that wait for what they are given, or let one wait, and yield what it yields.
_WAIT = frozenset({"wait_for", "shield"})

_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


class File:
    """A Python file: its text, its layout, its tree, and for each node its place and what it stands in."""

    def __init__(self, source: SourceText, handles: Handles, module: cst.Module) -> None:
        self.source, self.handles = source, handles
        self.layout = Layout(source)
        positions = Positions()
        positions.record(module, source.text)
        self._ranges = positions.ranges
        self._parents: dict[int, cst.CSTNode] = {}
        self._by_span: dict[Span, cst.BaseExpression] = {}
        pending: list[cst.CSTNode] = [module]
        while pending:
            node = pending.pop()
            for child in node.children:
                self._parents[id(child)] = node
                pending.append(child)
            if isinstance(node, cst.BaseExpression) and id(node) in self._ranges:
                self._by_span.setdefault(self.span(node), node)

    def span(self, node: cst.CSTNode) -> Span:
        """The place of a node that libcst gives one: a statement's or an expression's."""
        return self.source.span_of_code_points(*self._ranges[id(node)])

    def text(self, node: cst.CSTNode) -> str:
        """The text of a node, without parentheses around it."""
        return self.source.slice(self.span(node))

    def expression_at(self, place: Span) -> cst.BaseExpression | None:
        """The expression that covers a place exactly."""
        return self._by_span.get(place)

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """What a node stands in."""
        return self._parents.get(id(node))

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around a node, innermost first."""
        above = self.parent(node)
        while above is not None:
            yield above
            above = self.parent(above)

    def function_around(self, node: cst.CSTNode) -> cst.CSTNode:
        """The function, class or module that a node is in."""
        return next(above for above in self.ancestors(node) if isinstance(above, SCOPES))

    def value_of(self, expression: cst.BaseExpression) -> cst.BaseExpression:
        """The outermost expression around one that is empty if it is: awaited (under a limit), decoded, stripped."""
        at: cst.BaseExpression = expression
        while True:
            above = self.parent(at)
            if isinstance(above, cst.Await):
                at = above
                continue
            limit = self.parent(above) if isinstance(above, cst.Arg) else None
            if isinstance(limit, cst.Call) and limit.args[0] is above and self._name(limit.func) in _WAIT:
                at = limit
                continue
            call = self.parent(above) if above is not None else None
            if (
                isinstance(above, cst.Attribute)
                and above.value is at
                and above.attr.value in _KEEP_EMPTINESS
                and isinstance(call, cst.Call)
                and call.func is above
            ):
                at = call
                continue
            return at

    def _name(self, function: cst.BaseExpression) -> str:
        return function.attr.value if isinstance(function, cst.Attribute) else self.text(function)

    def statement_around(self, node: cst.CSTNode) -> Statement | None:
        """The statement that a node stands in, if it is one in a list of statements on lines of their own."""
        inner: cst.CSTNode = node
        for above in self.ancestors(node):
            if isinstance(above, cst.IndentedBlock | cst.Module):
                return inner if isinstance(inner, cst.SimpleStatementLine | cst.BaseCompoundStatement) else None
            inner = above
        return None

    def alone(self, node: cst.CSTNode) -> cst.SimpleStatementLine | None:
        """The line that holds nothing but this small statement."""
        line = self.parent(node)
        return line if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None

    def following(self, statement: cst.CSTNode) -> list[Statement]:
        """The statements after one in its list."""
        body = self.statements(self.parent(statement))
        at = next((number for number, each in enumerate(body) if each is statement), len(body))
        return body[at + 1 :]

    def statements(self, block: cst.CSTNode | None) -> list[Statement]:
        """The statements of a block, those on lines of their own."""
        body = block.body if isinstance(block, cst.IndentedBlock | cst.Module) else ()
        return [each for each in body if isinstance(each, cst.SimpleStatementLine | cst.BaseCompoundStatement)]


def read(source: SourceText, handles: Handles) -> File | None:
    """The file, or None if it does not parse as it stands, or is so large or nested that no parser should be asked."""
    if len(source.data) > _MOST_BYTES or _is_deep(source):
        return None
    try:
        return File(source, handles, cst.parse_module(source.text))
    except (cst.ParserSyntaxError, RecursionError):
        return None


def _is_deep(source: SourceText) -> bool:
    """Whether libcst may overflow its stack over a text, of which no exception would tell, or take for ever: its time
    doubles with each bracket in a pattern. Who knows how deep a text is that does not parse.
    """
    try:
        tree, _, _, problems = parse(source.data)
    except TooMuchWorkError:
        return True
    arms = source.data.count(b"elif")  # the tree of each lies in that of the one before
    return (
        bool(problems)
        or tree.depth + arms > _MOST_LEVELS
        or any(
            sum(map(source.data[node.start : node.end].count, (b"(", b"{"))) > _MOST_BRACKETS_IN_PATTERN
            for node in walk(tree.root)
            if node.kind == "case_pattern"
        )
    )


def descendants(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A node and all below it, in the order of the text."""
    pending = [node]
    while pending:
        at = pending.pop()
        yield at
        pending.extend(reversed(at.children))


def own(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes below one that are not in a function or class of their own."""
    pending = list(reversed(node.children))
    while pending:
        at = pending.pop()
        yield at
        if not isinstance(at, SCOPES):
            pending.extend(reversed(at.children))


def is_name(text: str) -> bool:
    """Whether an expression only names something, so that it may be written again."""
    return _NAME.fullmatch(text) is not None


def texts(file: File, statements: Sequence[cst.CSTNode]) -> str:
    """The text of some statements, one after the other."""
    return "\n".join(map(file.text, statements))
