"""Names: which of them a function, class or module binds, and the place that a name stands for where it is read.

This is Python's own scoping in small: a name bound anywhere in a function is local to all of it, a class body sees
its own names but its methods do not, a comprehension has its targets for itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import libcst as cst

# --- what a body binds --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Bindings:
    """The names that a body binds in its own scope, in the order of the source."""

    names: dict[str, None] = field(default_factory=dict)
    #: Bound by `import` or `class`: these are known by name all over the file, whoever binds them.
    shared: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    #: The functions defined here, by name; one that is bound otherwise too stands there with None.
    functions: dict[str, cst.FunctionDef | None] = field(default_factory=dict)
    definitions: list[cst.FunctionDef] = field(default_factory=list)

    def add(self, name: str) -> None:
        """A name is bound to a value."""
        if name in self.functions:
            self.functions[name] = None
        self.names[name] = None

    def define(self, node: cst.FunctionDef) -> None:
        """A name is bound to a function."""
        name = node.name.value
        self.functions[name] = None if name in self.names else node
        self.definitions.append(node)
        self.names[name] = None


def names_in_target(target: cst.BaseExpression) -> Iterator[str]:
    """The plain names that assigning to `target` binds."""
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, cst.Tuple | cst.List):
        for element in target.elements:
            yield from names_in_target(element.value)
    elif isinstance(target, cst.StarredElement):
        yield from names_in_target(target.value)


def dotted(node: cst.BaseExpression | None) -> str:
    """A name or attribute chain as text; the empty string for anything else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        prefix = dotted(node.value)
        return prefix and f"{prefix}.{node.attr.value}"
    return ""


def _bind_target(bindings: Bindings, node: Any) -> None:
    for name in names_in_target(node.target):
        bindings.add(name)


def _bind_as(bindings: Bindings, node: cst.AsName | None) -> None:
    if node is not None:
        for name in names_in_target(node.name):
            bindings.add(name)


def _bind_items(bindings: Bindings, node: cst.With) -> None:
    for item in node.items:
        _bind_as(bindings, item.asname)


def _bind_handler(bindings: Bindings, node: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
    _bind_as(bindings, node.name)


def _bind_import(bindings: Bindings, node: Any) -> None:
    if isinstance(node.names, cst.ImportStar):
        return
    for alias in node.names:
        name = dotted(alias.asname.name) if alias.asname else dotted(alias.name).partition(".")[0]
        bindings.add(name)
        bindings.shared.add(name)


def _bind_class(bindings: Bindings, node: cst.ClassDef) -> None:
    bindings.add(node.name.value)
    bindings.shared.add(node.name.value)


def _bind_name(bindings: Bindings, node: Any) -> None:
    if node.name is not None:
        bindings.add(node.name.value)


def _bind_rest(bindings: Bindings, node: cst.MatchMapping) -> None:
    if node.rest is not None:
        bindings.add(node.rest.value)


def _declare_global(bindings: Bindings, node: cst.Global) -> None:
    bindings.globals.update(item.name.value for item in node.names)


def _declare_nonlocal(bindings: Bindings, node: cst.Nonlocal) -> None:
    bindings.nonlocals.update(item.name.value for item in node.names)


_BINDERS: dict[type[cst.CSTNode], Callable[[Bindings, Any], None]] = {
    cst.AnnAssign: _bind_target,
    cst.AssignTarget: _bind_target,
    cst.AugAssign: _bind_target,
    cst.ClassDef: _bind_class,
    cst.Del: _bind_target,
    cst.ExceptHandler: _bind_handler,
    cst.ExceptStarHandler: _bind_handler,
    cst.For: _bind_target,
    cst.FunctionDef: Bindings.define,
    cst.Global: _declare_global,
    cst.Import: _bind_import,
    cst.ImportFrom: _bind_import,
    cst.LazyImport: _bind_import,
    cst.LazyImportFrom: _bind_import,
    cst.MatchAs: _bind_name,
    cst.MatchMapping: _bind_rest,
    cst.MatchStar: _bind_name,
    cst.NamedExpr: _bind_target,
    cst.Nonlocal: _declare_nonlocal,
    cst.TypeAlias: _bind_name,
    cst.With: _bind_items,
}

#: Where more statements and patterns of the same scope are found.
_PARTS: dict[type[cst.CSTNode], tuple[str, ...]] = {
    cst.Assign: ("targets",),
    cst.Else: ("body",),
    cst.ExceptHandler: ("body",),
    cst.ExceptStarHandler: ("body",),
    cst.Finally: ("body",),
    cst.For: ("body", "orelse"),
    cst.If: ("body", "orelse"),
    cst.IndentedBlock: ("body",),
    cst.Match: ("cases",),
    cst.MatchAs: ("pattern",),
    cst.MatchCase: ("pattern", "body"),
    cst.MatchClass: ("patterns", "kwds"),
    cst.MatchKeywordElement: ("pattern",),
    cst.MatchList: ("patterns",),
    cst.MatchMapping: ("elements",),
    cst.MatchMappingElement: ("pattern",),
    cst.MatchOr: ("patterns",),
    cst.MatchOrElement: ("pattern",),
    cst.MatchSequenceElement: ("value",),
    cst.MatchTuple: ("patterns",),
    cst.SimpleStatementLine: ("body",),
    cst.SimpleStatementSuite: ("body",),
    cst.Try: ("body", "handlers", "orelse", "finalbody"),
    cst.TryStar: ("body", "handlers", "orelse", "finalbody"),
    cst.While: ("body", "orelse"),
    cst.With: ("body",),
}

#: What has a scope of its own, as far as `:=` goes; a comprehension has none.
_OWN_SCOPE = {cst.FunctionDef: ("params",), cst.ClassDef: ("bases", "keywords"), cst.Lambda: ("params",)}


@cache
def _all_parts(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields of a node class that may hold an expression."""
    if kind in _OWN_SCOPE:
        return _OWN_SCOPE[kind]
    trivia = ("whitespace", "leading", "trailing", "lines", "header", "footer", "comma", "semicolon", "lpar", "rpar")
    return tuple(part.name for part in dataclasses.fields(kind) if not part.name.startswith(trivia))


def bindings_of(body: Iterable[cst.CSTNode], *, walrus: bool) -> Bindings:
    """The names bound by statements. Expressions are looked into only if there is a `walrus` to find."""
    found = Bindings()
    pending = list(body)[::-1]
    while pending:
        node = pending.pop()
        kind = type(node)
        if kind in _BINDERS:
            _BINDERS[kind](found, node)
        inner: list[cst.CSTNode] = []
        for part in _all_parts(kind) if walrus else _PARTS.get(kind, ()):
            value = getattr(node, part)
            if isinstance(value, cst.CSTNode):
                inner.append(value)
            elif isinstance(value, tuple | list):
                inner.extend(value)
        pending.extend(reversed(inner))
    return found


# --- scopes -------------------------------------------------------------------------------------------------------


class Scope:
    """A scope: the places of the names it binds, and the one around it.

    A ``block`` is a comprehension: a scope in the function around it.
    """

    def __init__(self, kind: Literal["module", "class", "function", "block"], parent: Scope | None) -> None:
        self.kind = kind
        self.parent = parent
        self.places: dict[str, str] = {}
        #: Names that stand for one nested function each, by its number.
        self.closures: dict[str, int] = {}
        self._owners: dict[str, Scope | None] = {}

    def place(self, name: str) -> str:
        """The place that a name stands for, read or assigned here."""
        owner = self._owner(name)
        if owner is None:
            return f"::{name}"
        place = owner.places[name]
        # The receiver of a method around the class whose method this is must not pass for its own receiver.
        return f"{name}@outer" if place == "this" and self._has_receiver_below(owner) else place

    def closure(self, name: str) -> int | None:
        """The nested function that a name always stands for, if there is one."""
        owner = self._owner(name)
        return None if owner is None else owner.closures.get(name)

    def is_taken(self, place: str) -> bool:
        """Whether a function around this scope has a local at `place`."""
        scope = self.parent
        while scope is not None:
            if scope.kind != "class" and place in scope.places.values():
                return True
            scope = scope.parent
        return False

    def _has_receiver_below(self, owner: Scope) -> bool:
        scope: Scope | None = self
        while scope is not None and scope is not owner:
            if scope.kind == "function" and "this" in scope.places.values():
                return True
            scope = scope.parent
        return False

    def _owner(self, name: str) -> Scope | None:
        if name in self.places:
            return self
        if name not in self._owners:
            self._owners[name] = self._find(name)
        return self._owners[name]

    def _find(self, name: str) -> Scope | None:
        scope: Scope | None = self
        direct = True
        while scope is not None:
            if name in scope.places and (direct or scope.kind != "class"):
                return scope
            direct = direct and scope.kind == "block"
            scope = scope.parent
        return None


def function_scope(parent: Scope, number: int, parameters: Iterable[str], bound: Bindings, this: str | None) -> Scope:
    """The scope of a function; `this` is the name of a method's receiver."""
    scope = Scope("function", parent)
    for name in (*parameters, *bound.names):
        if name in bound.nonlocals or name in scope.places:
            continue
        if name == this:
            scope.places[name] = "this"
        elif name in bound.globals or name in bound.shared:
            scope.places[name] = f"::{name}"
        else:
            clashes = name == "this" or scope.is_taken(name)
            scope.places[name] = f"{name}@{number}" if clashes else name
    return scope


def class_scope(parent: Scope, bound: Bindings) -> Scope:
    """The scope of a class body: its names are members of the class."""
    scope = Scope("class", parent)
    outside = bound.globals | bound.nonlocals
    scope.places = {name: f"this.{name}" for name in bound.names if name not in outside}
    return scope
