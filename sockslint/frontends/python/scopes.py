"""Names: which of them a function, class or module binds, and the place that a name stands for where it is read.

This is Python's own scoping in small: a name bound anywhere in a function is local to all of it, a class body sees
its own names but its methods do not, a comprehension has its targets for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from sockslint.frontends.trees import Node

# --- what a body binds --------------------------------------------------------------------------------------------


class Bindings:
    """The names that a body binds in its own scope, in the order of the source."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        #: Bound by `import` or `class`: these are known by name all over the file, whoever binds them.
        self.shared: set[str] = set()
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        #: The functions defined here, by name; one that is bound otherwise too stands there with None.
        self.functions: dict[str, Node | None] = {}
        self.definitions: list[Node] = []

    def add(self, name: str) -> None:
        """A name is bound to a value."""
        if name in self.functions:
            self.functions[name] = None
        self.names[name] = None

    def define(self, name: str, node: Node) -> None:
        """A name is bound to a function."""
        self.functions[name] = None if name in self.names else node
        self.definitions.append(node)
        self.names[name] = None


def _text(data: bytes, node: Node) -> str:
    return data[node.start : node.end].decode("utf-8", "replace")


#: What may hold several targets, or the one that takes the rest.
_TARGETS_IN = frozenset(
    {"expression_list", "list", "list_pattern", "list_splat", "list_splat_pattern", "pattern_list", "tuple"}
    | {"tuple_pattern"}
)


def names_in_target(data: bytes, target: Node) -> Iterator[str]:
    """The plain names that assigning to `target` binds, in the source `data`."""
    if target.kind == "identifier":
        yield _text(data, target)
    elif target.kind in _TARGETS_IN:
        for inner in target.children:
            yield from names_in_target(data, inner)


def dotted(data: bytes, node: Node | None) -> str:
    """A name or attribute chain of the source `data` as text; the empty string for anything else."""
    if node is None:
        return ""
    if node.kind in ("identifier", "dotted_name", "relative_import"):
        return "".join(_text(data, node).split())
    if node.kind == "attribute":
        prefix = dotted(data, node.children[0])
        return prefix and f"{prefix}.{_text(data, node.children[-1])}"
    return ""


_Binder = Callable[[Bindings, bytes, Node], None]


def _bind_targets(bindings: Bindings, data: bytes, targets: Iterable[Node | None]) -> None:
    for target in targets:
        for name in names_in_target(data, target) if target is not None else ():
            bindings.add(name)


def _bind_field(field: str) -> _Binder:
    return lambda bindings, data, node: _bind_targets(bindings, data, node.parts(field))


def _bind_children(bindings: Bindings, data: bytes, node: Node) -> None:
    _bind_targets(bindings, data, node.children)


def _bind_handler(bindings: Bindings, data: bytes, node: Node) -> None:
    _bind_targets(bindings, data, [caught_name(data, node)])


def _bind_with(bindings: Bindings, data: bytes, node: Node) -> None:
    _bind_targets(bindings, data, [value.part("alias") for value in node.children if value.kind == "as_pattern"])


def _bind_import(bindings: Bindings, data: bytes, node: Node) -> None:
    for alias, _ in imported_names(data, node):
        name = alias.partition(".")[0]
        bindings.add(name)
        bindings.shared.add(name)


def _bind_class(bindings: Bindings, data: bytes, node: Node) -> None:
    for name in node.parts("name"):
        bindings.add(_text(data, name))
        bindings.shared.add(_text(data, name))


def _bind_function(bindings: Bindings, data: bytes, node: Node) -> None:
    name = node.part("name")
    if name is not None:
        bindings.define(_text(data, name), node)


_NAME = re.compile(r"\w+")


def _bind_alias(bindings: Bindings, data: bytes, node: Node) -> None:
    found = _NAME.search(_text(data, node.children[0]))
    if found is not None:
        bindings.add(found[0])


def _bind_capture(bindings: Bindings, data: bytes, node: Node) -> None:
    """The names without a dot that a pattern holds, but for what a class or keyword pattern begins with."""
    for part in node.children[1:] if node.kind in ("class_pattern", "keyword_pattern") else node.children:
        if part.kind in ("dotted_name", "identifier") and "." not in (name := _text(data, part)):
            bindings.add(name)


def _bind_as(bindings: Bindings, data: bytes, node: Node) -> None:
    """The name that a pattern gives what it matches; `with` and `except` see to their own."""
    if node.part("alias") is None:
        bindings.add(_text(data, node.children[-1]))


def _declare_global(bindings: Bindings, data: bytes, node: Node) -> None:
    bindings.globals.update(_text(data, name) for name in node.children)


def _declare_nonlocal(bindings: Bindings, data: bytes, node: Node) -> None:
    bindings.nonlocals.update(_text(data, name) for name in node.children)


def caught_name(data: bytes, node: Node) -> Node | None:
    """What a handler binds the exception to: `except E as e`, and Python 2's `except E, e`."""
    values = node.parts("value")
    if len(values) == 2 and values[1].kind == "identifier" and not _text(data, values[1])[:1].isupper():
        return values[1]
    return values[0].part("alias") if values and values[0].kind == "as_pattern" else None


def imported_names(data: bytes, node: Node) -> Iterator[tuple[str, str]]:
    """What an import statement names: the name that it goes by here (with dots, if it is not renamed), and its own."""
    for name in node.parts("name"):
        own = dotted(data, name.part("name") if name.kind == "aliased_import" else name)
        alias = name.part("alias")
        yield (own if alias is None else _text(data, alias)), own


_BINDERS: dict[str, _Binder] = {
    "as_pattern": _bind_as,
    "assignment": _bind_field("left"),
    "augmented_assignment": _bind_field("left"),
    "case_pattern": _bind_capture,
    "class_definition": _bind_class,
    "class_pattern": _bind_capture,
    "delete_statement": _bind_children,
    "except_clause": _bind_handler,
    "for_statement": _bind_field("left"),
    "function_definition": _bind_function,
    "future_import_statement": _bind_import,
    "global_statement": _declare_global,
    "import_from_statement": _bind_import,
    "import_statement": _bind_import,
    "keyword_pattern": _bind_capture,
    "named_expression": _bind_field("name"),
    "nonlocal_statement": _declare_nonlocal,
    "splat_pattern": _bind_capture,
    "type_alias_statement": _bind_alias,
    "union_pattern": _bind_capture,
    "with_item": _bind_with,
}

#: Where more statements and patterns of the same scope are found.
_HOLDERS = frozenset(
    [
        "as_pattern",
        "assignment",
        "block",
        "case_clause",
        "case_pattern",
        "class_pattern",
        "dict_pattern",
        "elif_clause",
        "else_clause",
        "except_clause",
        "expression_statement",
        "finally_clause",
        "for_statement",
        "if_statement",
        "keyword_pattern",
        "list_pattern",
        "match_statement",
        "module",
        "try_statement",
        "tuple_pattern",
        "union_pattern",
        "while_statement",
        "with_clause",
        "with_statement",
    ]
)

#: What has a scope of its own, and where in it names of the scope around it may be bound by `:=`.
_OWN_SCOPE = {"function_definition": "parameters", "class_definition": "superclasses", "lambda": "parameters"}


def bindings_of(data: bytes, body: Iterable[Node], *, walrus: bool) -> Bindings:
    """What statements bind; `walrus` says to look for `:=` too, which may stand in any expression of them."""
    found = Bindings()
    pending = list(body)
    pending.reverse()
    while pending:
        node = pending.pop()
        kind = node.kind
        binder = _BINDERS.get(kind)
        if binder is not None:
            binder(found, data, node)
        own = _OWN_SCOPE.get(kind)
        if own is not None:
            pending.extend(node.parts(own) if walrus else ())
        elif walrus or kind in _HOLDERS:
            pending.extend(reversed(node.children))
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
