"""Which places may hold the same object: unification, flow-insensitive and near-linear (Steensgaard, POPL 1996).

Nodes are strings: a local of a function nest (``12|client``), a member of a type (``App.Session::socket``), a
function's result (``12|return``), a part of a tuple (``…#0``), any element of a collection (``….[]``).
"""

from __future__ import annotations

from collections.abc import Set

_NONE: frozenset[str] = frozenset()


class Aliases:
    """A union-find over nodes, each class carrying facts: types, kinds, functions held as values."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._facts: dict[str, set[str]] = {}
        self._functions: dict[str, set[int]] = {}

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
        if facts := self._facts.pop(right, None):
            self._facts.setdefault(left, set()).update(facts)
        if functions := self._functions.pop(right, None):
            self._functions.setdefault(left, set()).update(functions)

    def add_fact(self, node: str, fact: str) -> None:
        """A fact about what the node's class holds."""
        self._facts.setdefault(self.find(node), set()).add(fact)

    def facts(self, node: str) -> Set[str]:
        """The facts about a node's class: those of now, to which others may come. They never grow fewer."""
        return self._facts.get(self.find(node), _NONE)

    def add_function(self, node: str, function: int) -> None:
        """The node's class may hold this function as a value."""
        self._functions.setdefault(self.find(node), set()).add(function)

    def functions(self, node: str) -> frozenset[int]:
        """The functions that a node's class may hold."""
        return frozenset(self._functions.get(self.find(node), ()))
