"""Which places may hold the same object: unification, flow-insensitive and near-linear (Steensgaard, POPL 1996).

To it a node (`nodes`) is any string; what is added to one is a part of what the node holds.
"""

from __future__ import annotations

from collections.abc import Callable, Set

_NONE: frozenset[str] = frozenset()


class Aliases:
    """A union-find over nodes, each class carrying facts: types, kinds, functions held as values."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._facts: dict[str, set[str]] = {}
        self._functions: dict[str, set[int]] = {}
        self._parts: dict[str, dict[str, str]] = {}
        #: How often something became known that was not.
        self.changes = 0

    def find(self, node: str) -> str:
        """The representative of a node's class."""
        parent = self._parent
        above = parent.get(node)
        if above is None:
            return node
        path = [node]
        while (higher := parent.get(above)) is not None:
            path.append(above)
            above = higher
        for passed in path:
            parent[passed] = above
        return above

    def unify(self, left: str, right: str) -> None:
        """The two nodes may hold the same object from now on."""
        left, right = self.find(left), self.find(right)
        if left == right:
            return
        self._parent[right] = left
        self.changes += 1
        if facts := self._facts.pop(right, None):
            self._facts.setdefault(left, set()).update(facts)
        if functions := self._functions.pop(right, None):
            self._functions.setdefault(left, set()).update(functions)
        if parts := self._parts.pop(right, None):
            known = self._parts.setdefault(left, {})
            shared = [(known[suffix], part) for suffix, part in parts.items() if suffix in known]
            known.update((suffix, part) for suffix, part in parts.items() if suffix not in known)
            for one, other in shared:
                self.unify(one, other)

    def classes_where(self, holds: Callable[[str], bool]) -> frozenset[str]:
        """The representatives of the classes that have a node of which this holds."""
        nodes = {node for node in (*self._parent, *self._parent.values()) if holds(node)}
        return frozenset(map(self.find, nodes))

    def part(self, node: str, suffix: str) -> str:
        """The node of a part of what a node holds: ``.[]`` for any element of a collection, ``#0`` for the first of a
        tuple. Nodes that may hold the same object have the same parts."""
        name = f"{node}{suffix}"
        parts = self._parts.setdefault(self.find(node), {})
        known = parts.get(suffix)
        if known is None:
            parts[suffix] = name
            self.changes += 1
        elif known != name:
            self.unify(known, name)
        return name

    def has_part(self, node: str, suffix: str) -> bool:
        """Whether such a part of what a node holds has been spoken of."""
        return suffix in self._parts.get(self.find(node), ())

    def share(self, left: str, right: str, *suffixes: str) -> None:
        """Two different objects have the same parts, as far as any is spoken of (a list, and a slice of it)."""
        for suffix in suffixes:
            if self.has_part(left, suffix) or self.has_part(right, suffix):
                self.unify(self.part(left, suffix), self.part(right, suffix))

    def add_fact(self, node: str, fact: str) -> None:
        """A fact about what the node's class holds."""
        facts = self._facts.setdefault(self.find(node), set())
        if fact not in facts:
            facts.add(fact)
            self.changes += 1

    def facts(self, node: str) -> Set[str]:
        """The facts about a node's class: those of now, to which others may come. They never grow fewer."""
        return self._facts.get(self.find(node), _NONE)

    def add_function(self, node: str, function: int) -> None:
        """The node's class may hold this function as a value."""
        functions = self._functions.setdefault(self.find(node), set())
        if function not in functions:
            functions.add(function)
            self.changes += 1

    def functions(self, node: str) -> frozenset[int]:
        """The functions that a node's class may hold."""
        return frozenset(self._functions.get(self.find(node), ()))
