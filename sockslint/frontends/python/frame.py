"""A function while it is lowered, and the tables that say which code lowers which kind of node.

The modules of this package enter their functions into the tables; a `Frame` looks them up. So expressions, statements
and declarations, which hold one another, need not import one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

from sockslint.flow.builder import Builder, Condition, Test
from sockslint.flow.model import (
    Assign,
    Event,
    Expr,
    Field,
    Function,
    Import,
    Operand,
    Problem,
    TypeDeclaration,
    member,
)
from sockslint.frontends.python.legacy import is_python_2
from sockslint.frontends.python.scopes import Scope
from sockslint.frontends.trees import Node
from sockslint.text import Span

#: How deep expressions of the model may nest; what is deeper is parked in a temporary, so that every reader of a
#: unit may recurse.
MAX_DEPTH = 24

#: The value of what the model has no words for.
UNKNOWN = Expr("other")

ExpressionLowering: TypeAlias = Callable[["Frame", Node], Operand]
StatementLowering: TypeAlias = Callable[["Frame", Node], None]
PatternLowering: TypeAlias = Callable[["Frame", Node, Operand], Condition]
TargetLowering: TypeAlias = Callable[["Frame", Node, Operand, Span, "str | None"], None]

#: Kind of expression to its value; the events that computing it takes are emitted on the way.
EXPRESSIONS: dict[str, ExpressionLowering] = {}
#: Kind of expression to the place it stands for, without reading it: a receiver, or the prefix of a longer access.
PREFIXES: dict[str, ExpressionLowering] = {}
#: Kind of expression to its condition, for those that are more than a value's truth.
CONDITIONS: dict[str, Callable[[Frame, Node], Condition]] = {}
#: Kind of expression to what assigning a value to it does.
TARGETS: dict[str, TargetLowering] = {}
#: Kind of statement to what it does.
STATEMENTS: dict[str, StatementLowering] = {}
#: Kind of pattern to the condition under which a value matches it; binding names is part of it.
PATTERNS: dict[str, PatternLowering] = {}

_Lowering = TypeVar("_Lowering", bound=Callable[..., Any])


def lowers(table: dict[str, Any], *kinds: str) -> Callable[[_Lowering], _Lowering]:
    """Enter the decorated function into a table, for nodes of these `kinds`."""

    def enter(function: _Lowering) -> _Lowering:
        for kind in kinds:
            table[kind] = function
        return function

    return enter


class FileState:
    """What all functions of a file share while it is lowered."""

    def __init__(self, data: bytes) -> None:
        #: The source in UTF-8, as it was parsed.
        self.data = data
        self.has_walrus = b":=" in data
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
        return is_python_2(self.data.decode("utf-8", "replace"))

    def text(self, node: Node) -> str:
        """A node as written."""
        return self.data[node.start : node.end].decode("utf-8", "replace")

    def temporary(self) -> str:
        """A temporary that is new in this file."""
        self._temporaries += 1
        return f"%{self._temporaries}"

    def number(self, node: Node | None = None) -> int:
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

    def value(self, node: Node) -> Operand:
        """Lower an expression to its value; what could not be parsed is unknown."""
        lowering = EXPRESSIONS.get(node.kind)
        if lowering is None:
            return UNKNOWN
        self._depth += 1
        operand = lowering(self, node)
        if type(operand) is Expr and not self._depth % MAX_DEPTH:
            operand = self.park(self.span(node), operand)
        self._depth -= 1
        return operand

    def prefix(self, node: Node) -> Operand:
        """Lower an expression of which a member is used: its place if it has one, without reading it."""
        lowering = PREFIXES.get(node.kind)
        return self.value(node) if lowering is None else lowering(self, node)

    def condition(self, node: Node) -> Condition:
        """Lower an expression in a place where its truth is asked for."""
        lowering = CONDITIONS.get(node.kind)
        return Test(lambda: self.value(node), self.span(node)) if lowering is None else lowering(self, node)

    def assign_to(self, target: Node, value: Operand, span: Span, type_: str | None = None) -> None:
        """Assign a value to a target: a name, attribute, element, or a tuple of such."""
        lowering = TARGETS.get(target.kind)
        if lowering is not None:
            lowering(self, target, value, span, type_)

    def match(self, pattern: Node, subject: Operand) -> Condition:
        """The condition that `subject` matches a pattern."""
        lowering = PATTERNS.get(pattern.kind)
        return Test(lambda: UNKNOWN, self.span(pattern)) if lowering is None else lowering(self, pattern, subject)

    def run(self, statements: Iterable[Node]) -> None:
        """Lower statements in order."""
        for statement in statements:
            lowering = STATEMENTS.get(statement.kind)
            if lowering is not None:
                lowering(self, statement)

    def run_part(self, node: Node | None, field: str = "body") -> None:
        """Lower the block in a field of a node."""
        block = None if node is None else node.part(field)
        if block is not None:
            self.run(block.children)

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

    def place_of(self, node: Node) -> str:
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

    def span(self, node: Node) -> Span:
        """The range of a node in the source."""
        return Span(node.start, node.end)

    def text(self, node: Node) -> str:
        """A node as written."""
        return self.file.text(node)

    def annotation(self, node: Node | None) -> str | None:
        """A type as written; one in quotes (a forward reference) without them."""
        if node is None:
            return None
        text = self.text(node.children[0] if len(node.children) == 1 else node)
        for quote in ('"""', "'''", '"', "'"):
            if text.startswith(quote) and text.endswith(quote) and quote not in text[len(quote) : -len(quote)]:
                return text[len(quote) : -len(quote)]
        return text

    def member(self, node: Node) -> str:
        """The place of an attribute, what stands before its last dot evaluated but not read."""
        inner, name = node.children[0], node.children[-1]
        return member(self.place_of(inner), self.text(name))

    @contextmanager
    def within(self, scope: Scope) -> Iterator[None]:
        """Lower something in an inner scope of this function."""
        outer, self.scope = self.scope, scope
        try:
            yield
        finally:
            self.scope = outer
