"""The state of lowering: of a file, and of one function body in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sockslint.flow.builder import Builder, Condition, Test
from sockslint.flow.model import (
    Assign,
    Closure,
    Comment,
    Const,
    Event,
    Expr,
    Function,
    FunctionKind,
    Import,
    Operand,
    Parameter,
    Problem,
    TypeDeclaration,
)
from sockslint.frontends.csharp.scopes import Names, Scope, TypeScope
from sockslint.frontends.csharp.syntax import Tree
from sockslint.frontends.csharp.tables import CONDITIONS, EFFECTS, EXPRESSIONS, PLACES, STATEMENTS
from sockslint.frontends.trees import TOO_DEEP, Node
from sockslint.text import SourceText, Span

NULL = Const(None)
UNKNOWN = Expr("other")

#: Statements and expressions nested deeper than this are not looked into, which is a problem of the file's.
MAX_NESTING = 200


#: What a type parameter must be: ``where T : class, ISource, new()``.
_CONSTRAINT = re.compile(r"where\s+(\w+)\s*:(.*)", re.DOTALL)
#: One of the things that it must be, if that is a type.
_REQUIRED = re.compile(
    r"\s*(?!(?:class|struct|new|notnull|unmanaged|default|allows)\b)([\w.:]+(?:<[^()]*>)?)\s*(?:,|$)"
)
#: A type that is longer is not written in a parameter's stead: parameters of nested types may be put into one another.
_LONGEST_TYPE = 200
#: A name in a written type that may be a type parameter's.
_ALONE = re.compile(r"(?<![\w.])\w+(?![\w.<])")


class File:
    """A file being lowered: its source and tree, and the parts of the `Unit` as they come to light."""

    def __init__(self, source: SourceText, tree: Tree) -> None:
        self.data = data = source.data
        #: The text, if it can be cut at the same offsets as its bytes: that costs less than to decode what is cut out.
        self._ascii = source.text if source.text.isascii() else None
        self.tree = tree
        self.imports: list[Import] = []
        self.namespaces: list[str] = []
        self.types: list[TypeDeclaration] = []
        self.comments: list[Comment] = []
        self.problems: list[Problem] = []
        self.functions: list[Function | None] = []
        self._temporaries = 0
        #: What a ``finally`` body declares must stay the same when the builder has it lowered once more.
        self.places: dict[tuple[int, int], str] = {}
        self.closures: dict[int, Closure] = {}
        #: What the type parameters at hand must be, by their names, as far as that is a type.
        self._constraints: dict[str, str] = {}
        self.has_conditional_access = tree.has_conditional_access
        self.has_labels = b"goto" in data
        self.has_suppressions = b"SuppressMessage" in data

    def temporary(self) -> str:
        """A temporary that the file has not used."""
        self._temporaries += 1
        return f"%{self._temporaries}"

    def text(self, node: Node) -> str:
        """The source text of a node."""
        if self._ascii is not None:
            return self._ascii[node.start : node.end]
        return self.data[node.start : node.end].decode("utf-8", "replace")

    def name(self, node: Node) -> str:
        """The text of an identifier, or the identifier of a generic name."""
        if node.kind == "generic_name" and node.children:
            node = node.children[0]
        name = self.text(node)
        return name[1:] if name.startswith("@") else name

    def type(self, node: Node | None) -> str | None:
        """A type as written, on one line, without ``ref`` and ``scoped``; None for ``var``. A type parameter is what it
        must be."""
        while node is not None and node.kind in ("ref_type", "scoped_type"):
            node = node.part("type")
        if node is None or node.kind == "implicit_type":
            return None
        text = self.text(node)
        if "\n" in text or "\r" in text:
            text = " ".join(text.split())
        return _ALONE.sub(self._required, text) if self._constraints else text

    def _required(self, name: re.Match[str]) -> str:
        return self._constraints.get(name[0], name[0])

    @contextmanager
    def constrained(self, node: Node) -> Iterator[None]:
        """While it lasts, types may be written by the type parameters of a declaration."""
        outer, list_ = self._constraints, node.first("type_parameter_list")
        if list_ is None:
            yield
            return
        own = {self.text(name) for each in list_.children if (name := each.part("name"))}
        clauses = (self.text(each) for each in node.children if each.kind == "type_parameter_constraints_clause")
        self._constraints = {name: type_ for name, type_ in outer.items() if name not in own}
        self._constraints |= dict(each for clause in clauses for each in self._requirements(clause))
        try:
            yield
        finally:
            self._constraints = outer

    def _requirements(self, clause: str) -> Iterator[tuple[str, str]]:
        """The type parameter of a clause with the first type that it must be, if it must be one."""
        if (match := _CONSTRAINT.match(clause)) is None:
            return
        parts = (_REQUIRED.match(match[2], start) for start in (0, *(at.end() for at in re.finditer(",", match[2]))))
        type_ = next((part[1] for part in parts if part is not None), None)
        written = type_ and _ALONE.sub(self._required, type_)
        if written and len(written) <= _LONGEST_TYPE:
            yield match[1], written

    def reserve(self) -> int:
        """A number for a function to be lowered later."""
        self.functions.append(None)
        return len(self.functions) - 1


class _Within:
    """While it lasts, a body lowers in a scope."""

    __slots__ = ("_body", "_outer", "_scope")

    def __init__(self, body: Body, scope: Scope) -> None:
        self._body = body
        self._scope = scope

    def __enter__(self) -> Scope:
        self._outer = self._body.scope
        self._body.scope = self._scope
        return self._scope

    def __exit__(self, *error: object) -> None:
        self._body.scope = self._outer


class Body:
    """A function body being lowered.

    The tables' functions get the body and a node. They come back here for what the node holds: `value`, `place`,
    `condition`, `effect`, `statement`. What they emit goes to `builder`.
    """

    def __init__(self, file: File, owner: TypeScope | None, number: int, parent: Body | None = None) -> None:
        self.file = file
        self.owner = owner
        self.number = number
        self.parent = parent
        self.builder = Builder(file.temporary)
        self.scope: Scope = Scope(parent.scope if parent is not None else None)
        self.locals: dict[str, str] = {}
        self.parameter_types: dict[str, str] = {}
        self.returns: str | None = None
        self.yields = False
        #: Parts of null-conditional chains whose left side is known not to be null, with its place.
        self.bound: dict[Node, str] = {}
        #: The statement that ``goto case`` and ``goto default`` refer to, innermost last.
        self.switches: list[Node] = []
        #: Labels announced and not met yet.
        self.labels: set[str] = set()
        #: Local functions announced at the head of their block and lowered where they stand, by their node.
        self.reserved: dict[Node, int] = {}
        self.local_functions: set[str] = parent.local_functions if parent is not None else set()
        self._names: Names = Names(number, parent._names if parent is not None else None)
        #: Where it is kept which branch of a directive was taken, by its place in the source.
        self._taken: dict[int, str] = {}
        self._depth = 0
        self._is_cut = False

    # --- names ---

    def declare(self, node: Node, type_: str | None = None) -> str:
        """Declare the local that an identifier names; returns its place."""
        return self.declare_name(self.file.name(node), node.start, type_)

    def declare_name(self, name: str, at: int, type_: str | None = None) -> str:
        """Declare a local of a name, at an offset in the source that tells it from others."""
        place = self.scope.names.get(name)
        if place is None:
            key = (self.number, at)
            place = self.file.places.get(key)
            if place is None:
                place = self.file.places[key] = self._names.new(name)
            self.scope.names[name] = place
        if type_ is not None:
            self.locals[place] = type_
        return place

    def resolve(self, name: str) -> str:
        """The place of a bare name."""
        place = self.scope.find(name)
        if place is not None:
            return place
        if self.owner is not None and self.owner.form(name) is not None:
            return f"this.{name}"
        return f"::{name}"

    def type_of(self, place: str) -> str | None:
        """The declared type of a place, where this file shows it."""
        body: Body | None = self
        while body is not None:
            type_ = body.locals.get(place) or body.parameter_types.get(place)
            if type_ is not None:
                return type_
            body = body.parent
        if self.owner is not None and place.startswith("this.") and place.count(".") == 1:
            return self.owner.type_of(place[5:])
        return None

    def is_method(self, name: str) -> bool:
        """Whether the class part declares a method of this name."""
        return self.owner is not None and self.owner.form(name) == "method"

    def scoped(self) -> _Within:
        """A scope of its own for what is lowered meanwhile."""
        return _Within(self, Scope(self.scope))

    def within(self, scope: Scope) -> _Within:
        """Lower something in a scope opened before."""
        return _Within(self, scope)

    # --- small things ---

    def span(self, node: Node) -> Span:
        """The span of a node."""
        return Span(node.start, node.end)

    def emit(self, event: Event) -> None:
        """Append an event."""
        self.builder.emit(event)

    def assign(self, span: Span, target: str, value: Operand, type_: str | None = None) -> None:
        """Append an assignment."""
        self.builder.emit(Assign(span, target, value, type_))

    def temporary(self) -> str:
        """A new temporary."""
        return self.file.temporary()

    def as_place(self, operand: Operand, node: Node) -> str:
        """An operand as the root of a path: itself if it is a place, else a temporary that receives it."""
        if isinstance(operand, str):
            return operand
        type_ = operand.op[5:] if isinstance(operand, Expr) and operand.op.startswith("cast:") else None
        result = self.temporary()
        self.assign(self.span(node), result, operand, type_)
        return result

    def branch_taken(self, directive: Node) -> str:
        """The temporary that holds whether what an ``#if`` asks was found to hold, where that is kept."""
        place = self._taken.get(directive.start)
        if place is None:
            place = self._taken[directive.start] = self.temporary()
        return place

    def test(self, evaluate: Callable[[], Operand], span: Span) -> Test:
        """An atomic condition that is evaluated in the scope of now."""
        scope = self.scope

        def in_scope() -> Operand:
            outer, self.scope = self.scope, scope
            operand = evaluate()
            self.scope = outer
            return operand

        return Test(in_scope, span)

    # --- what a node holds ---

    def value(self, node: Node) -> Operand:
        """Lower an expression whose value is wanted."""
        lower = EXPRESSIONS.get(node.kind, _fragments)
        if self._depth >= MAX_NESTING:
            self._cut(node)
            return UNKNOWN
        self._depth += 1
        operand = lower(self, node)
        self._depth -= 1
        return operand

    def place(self, node: Node) -> Operand:
        """Lower an expression that is called on, gone on from or assigned to: its place, if it has one."""
        lower = PLACES.get(node.kind)
        return self.value(node) if lower is None else lower(self, node)

    def condition(self, node: Node) -> Condition:
        """Lower an expression whose truth decides the way on. What it takes is emitted when the builder asks."""
        lower = CONDITIONS.get(node.kind)
        if lower is None or self._depth >= MAX_NESTING:
            return self.test(lambda: self.value(node), Span(node.start, node.end))
        self._depth += 1
        condition = lower(self, node)
        self._depth -= 1
        return condition

    def effect(self, node: Node) -> None:
        """Lower an expression for what it does."""
        lower = EFFECTS.get(node.kind)
        if lower is None:
            self.value(node)
        else:
            lower(self, node)

    def statement(self, node: Node) -> None:
        """Lower a statement."""
        lower = STATEMENTS.get(node.kind)
        if lower is None:
            self.fragment(node)
        elif self._depth < MAX_NESTING:
            self._depth += 1
            lower(self, node)
            self._depth -= 1
        else:
            self._cut(node)

    def _cut(self, node: Node) -> None:
        """Leave a node alone, and say so once a function."""
        if node.children and not self._is_cut:
            self._is_cut = True
            self.file.problems.append(Problem(Span(node.start, node.end), TOO_DEEP))

    def embedded(self, node: Node | None) -> None:
        """Lower a statement that has a scope of its own: the body of an ``if`` or a loop."""
        if node is not None:
            with self.scoped():
                self.statement(node)

    def fragment(self, node: Node) -> None:
        """Lower what can be made out in a piece that does not parse."""
        for child in node.children:
            if child.kind in STATEMENTS:
                self.statement(child)
            elif child.kind in EXPRESSIONS:
                self.effect(child)
            elif child.kind == "ERROR":
                self.fragment(child)

    # --- the end ---

    def finish(
        self,
        name: str,
        kind: FunctionKind,
        span: Span,
        parameters: tuple[Parameter, ...] = (),
        flags: tuple[str, ...] = (),
    ) -> None:
        """Close the graph and hand the function to the file."""
        self.file.functions[self.number] = Function(
            number=self.number,
            name=name,
            kind=kind,
            span=span,
            owner=self.owner.name if self.owner is not None else None,
            parent=self.parent.number if self.parent is not None else None,
            parameters=parameters,
            returns=self.returns,
            flags=(*flags, "generator") if self.yields else flags,
            locals=self.locals,
            blocks=self.builder.finish(),
        )


def _fragments(body: Body, node: Node) -> Operand:
    """What stands where an expression should, and is none that the tables know: only its parts count."""
    operands = [body.value(child) for child in node.children if child.kind in EXPRESSIONS]
    return operands[0] if len(operands) == 1 else Expr("other", tuple(operands))
