"""A function while it is lowered, and the tables that say which code lowers which libcst node.

The modules of this package enter their functions into the tables; a `Frame` looks them up. So expressions, statements
and declarations, which hold one another, need not import one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import libcst as cst

from sockslint.flow.builder import Builder, Condition, Test
from sockslint.flow.model import Assign, Event, Expr, Field, Function, Import, Operand, Problem, TypeDeclaration, member
from sockslint.frontends.python.legacy import is_python_2
from sockslint.frontends.python.positions import Positions
from sockslint.frontends.python.scopes import Scope
from sockslint.text import SourceText, Span

#: How deep expressions of the model may nest; what is deeper is parked in a temporary, so that every reader of a
#: unit may recurse.
MAX_DEPTH = 24

ExpressionLowering: TypeAlias = Callable[["Frame", Any], Operand]
StatementLowering: TypeAlias = Callable[["Frame", Any], None]
PatternLowering: TypeAlias = Callable[["Frame", Any, Operand], Condition]
TargetLowering: TypeAlias = Callable[["Frame", Any, Operand, Span, "str | None"], None]

#: Expression node to its value; the events that computing it takes are emitted on the way.
EXPRESSIONS: dict[type[cst.CSTNode], ExpressionLowering] = {}
#: Expression node to the place it stands for, without reading it: a receiver, or the prefix of a longer access.
PREFIXES: dict[type[cst.CSTNode], ExpressionLowering] = {}
#: Expression node to its condition, for those that are more than a value's truth.
CONDITIONS: dict[type[cst.CSTNode], Callable[[Frame, Any], Condition]] = {}
#: Expression node to what assigning a value to it does.
TARGETS: dict[type[cst.CSTNode], TargetLowering] = {}
#: Statement node to what it does.
STATEMENTS: dict[type[cst.CSTNode], StatementLowering] = {}
#: Pattern node to the condition under which a value matches it; binding names is part of it.
PATTERNS: dict[type[cst.CSTNode], PatternLowering] = {}

_Lowering = TypeVar("_Lowering", bound=Callable[..., Any])


def lowers(table: dict[type[cst.CSTNode], Any], *kinds: type[cst.CSTNode]) -> Callable[[_Lowering], _Lowering]:
    """Enter the decorated function into a table, for node classes `kinds`."""

    def enter(function: _Lowering) -> _Lowering:
        for kind in kinds:
            table[kind] = function
        return function

    return enter


class FileState:
    """What all functions of a file share while it is lowered."""

    def __init__(self, source: SourceText, text: str, positions: Positions) -> None:
        self.source = source
        #: The source's text, with nothing in it that cannot be stored.
        self.text = text
        self.ranges = positions.ranges
        self.has_walrus = ":=" in text
        self.imports: dict[Import, None] = {}
        self.types: list[TypeDeclaration] = []
        self.functions: list[Function | None] = []
        self.problems: list[Problem] = []
        #: The number of each function and class node met, so that a copied `finally` does not declare it again.
        self.numbers: dict[int, int] = {}
        self._temporaries = 0

    @cached_property
    def is_python_2(self) -> bool:
        """Whether the file is of Python 2, where plain strings are bytes."""
        return is_python_2(self.text)

    def temporary(self) -> str:
        """A temporary that is new in this file."""
        self._temporaries += 1
        return f"%{self._temporaries}"

    def number(self, node: cst.CSTNode | None = None) -> int:
        """The number of a function (or class) node; a new one where it is first asked for."""
        if node is not None and id(node) in self.numbers:
            return self.numbers[id(node)]
        self.functions.append(None)
        number = len(self.functions) - 1
        if node is not None:
            self.numbers[id(node)] = number
        return number


class ClassState:
    """What is known of a class while it is lowered: its fields so far, and which names are its methods."""

    def __init__(self, name: str, methods: frozenset[str]) -> None:
        self.name = name
        self.methods = methods
        self.fields: dict[str, Field] = {}

    def add_field(self, name: str, type_: str | None, form: str = "field") -> None:
        """Note a field; the first type that the source names for it counts."""
        known = self.fields.get(name)
        if known is None or (known.type is None and type_ is not None):
            self.fields[name] = Field(name, type_, "property" if form == "property" else "field")


class Frame:
    """A function under construction: its graph, its scope, and the class whose `this` it sees."""

    def __init__(self, file: FileState, number: int, scope: Scope, owner: ClassState | None) -> None:
        self.file = file
        self.number = number
        self.scope = scope
        self.owner = owner
        self.builder = Builder(file.temporary)
        #: The function whose variables a definition in this one sees.
        self.enclosing: int | None = number
        self.flags: set[str] = set()
        self.locals: dict[str, str] = {}
        #: Whether a value is returned somewhere; what falls off the end then returns None for another one.
        self.yields_value = False
        #: Labels of the loops around the current statement, as `break` must not stop at a `match`.
        self.loops: tuple[str, ...] = ()
        #: Scopes of comprehensions, by node: a copied `finally` must name their variables as the first copy did.
        self.blocks: dict[int, Scope] = {}
        self.block_names: set[str] = set()
        self._depth = 0

    # --- dispatch ---

    def value(self, node: cst.BaseExpression) -> Operand:
        """Lower an expression to its value."""
        self._depth += 1
        operand = EXPRESSIONS[type(node)](self, node)
        if type(operand) is Expr and not self._depth % MAX_DEPTH:
            operand = self.park(self.span(node), operand)
        self._depth -= 1
        return operand

    def prefix(self, node: cst.BaseExpression) -> Operand:
        """Lower an expression of which a member is used: its place if it has one, without reading it."""
        lowering = PREFIXES.get(type(node))
        return self.value(node) if lowering is None else lowering(self, node)

    def condition(self, node: cst.BaseExpression) -> Condition:
        """Lower an expression in a place where its truth is asked for."""
        lowering = CONDITIONS.get(type(node))
        return Test(lambda: self.value(node), self.span(node)) if lowering is None else lowering(self, node)

    def assign_to(self, target: cst.BaseExpression, value: Operand, span: Span, type_: str | None = None) -> None:
        """Assign a value to a target: a name, attribute, element, or a tuple of such."""
        TARGETS[type(target)](self, target, value, span, type_)

    def match(self, pattern: cst.MatchPattern | cst.MatchStar, subject: Operand) -> Condition:
        """The condition that `subject` matches a pattern."""
        return PATTERNS[type(pattern)](self, pattern, subject)

    def run(self, statements: Iterable[cst.CSTNode]) -> None:
        """Lower statements in order."""
        for statement in statements:
            STATEMENTS[type(statement)](self, statement)

    # --- emitting ---

    def emit(self, event: Event) -> None:
        """Append an event to the current block."""
        self.builder.emit(event)

    def temporary(self) -> str:
        """A new temporary."""
        return self.file.temporary()

    def park(self, span: Span, operand: Operand) -> str:
        """Put a value into a temporary, so that it has a place."""
        result = self.temporary()
        self.emit(Assign(span, result, operand))
        return result

    def place_of(self, node: cst.BaseExpression) -> str:
        """The place of an expression of which a member is used; a value without a place gets a temporary."""
        operand = self.prefix(node)
        return operand if isinstance(operand, str) else self.park(self.span(node), operand)

    def store(self, place: str, value: Operand, span: Span, type_: str | None = None) -> None:
        """Assign to a place; what is assigned to a member of `this` is a field of its class."""
        self.note_field(place, type_)
        self.emit(Assign(span, place, value, type_))

    def note_field(self, place: str, type_: str | None) -> None:
        """Note a field of the class if `place` is a member of `this`."""
        first, dot, name = place.partition(".")
        if self.owner is not None and first == "this" and dot and "." not in name and name not in ("[]", "{}"):
            self.owner.add_field(name, type_)

    # --- the source ---

    def span(self, node: cst.CSTNode) -> Span:
        """The range of a node in the source."""
        return self.file.source.span_of_code_points(*self.file.ranges[id(node)])

    def span_between(self, first: cst.CSTNode, last: cst.CSTNode) -> Span:
        """The range from the start of one node to the end of another."""
        ranges = self.file.ranges
        return self.file.source.span_of_code_points(ranges[id(first)][0], ranges[id(last)][1])

    def text(self, node: cst.CSTNode) -> str:
        """A node as written."""
        start, end = self.file.ranges[id(node)]
        return self.file.text[start:end]

    def argument_text(self, node: cst.Arg) -> str:
        """The value of an argument as written, with the parentheses around it."""
        text = self.text(node)
        if node.keyword is not None:
            return text.partition("=")[2].lstrip()
        return text.removeprefix(node.star).lstrip()

    def annotation(self, node: cst.Annotation | None) -> str | None:
        """A type as written; one in quotes (a forward reference) without them."""
        if node is None:
            return None
        if isinstance(node.annotation, cst.SimpleString):
            return node.annotation.raw_value
        return self.text(node.annotation)

    def member(self, node: cst.Attribute) -> str:
        """The place of an attribute, what stands before its last dot evaluated but not read."""
        return member(self.place_of(node.value), node.attr.value)

    @contextmanager
    def within(self, scope: Scope) -> Iterator[None]:
        """Lower something in an inner scope of this function."""
        outer, self.scope = self.scope, scope
        try:
            yield
        finally:
            self.scope = outer
