"""Names and what they stand for: the scopes of a function body, and the members of the types around it."""

from __future__ import annotations

from typing import Literal

import msgspec

MemberForm = Literal["field", "property", "event", "method"]


class Scope:
    """The names that one pair of braces declares, inside `outer`'s. The outermost scope of a nested function lies
    inside the scope that the function stands in.
    """

    __slots__ = ("names", "outer")

    def __init__(self, outer: Scope | None = None) -> None:
        self.names: dict[str, str] = {}
        self.outer = outer

    def find(self, name: str) -> str | None:
        """The place of a local variable or parameter that is visible here."""
        scope: Scope | None = self
        while scope is not None:
            place = scope.names.get(name)
            if place is not None:
                return place
            scope = scope.outer
        return None


class TypeScope(msgspec.Struct):
    """A type as this part of it declares it: its qualified name, its members by name, and the types of its storage."""

    name: str
    outer: TypeScope | None = None
    is_interface: bool = False
    has_bases: bool = False
    members: dict[str, MemberForm] = msgspec.field(default_factory=dict)
    types: dict[str, str] = msgspec.field(default_factory=dict)

    def form(self, name: str) -> MemberForm | None:
        """What a bare name is, if this type or one around it declares it."""
        scope: TypeScope | None = self
        while scope is not None:
            found = scope.members.get(name)
            if found is not None:
                return found
            scope = scope.outer
        return None

    def type_of(self, name: str) -> str | None:
        """The declared type of a field, property or event of this type or one around it."""
        scope: TypeScope | None = self
        while scope is not None:
            if name in scope.members:
                return scope.types.get(name)
            scope = scope.outer
        return None


class Names:
    """Hands out the places of a function's locals, so that no two share one by mistake.

    A second variable of a name gets ``name~2``. One whose name a function around also uses gets ``name@number``. What
    nested functions use is told to the functions around them, so that a later local of theirs gets another place.
    """

    __slots__ = ("_inner", "_number", "_outer", "_used")

    def __init__(self, number: int, outer: Names | None) -> None:
        self._number = number
        self._outer = outer
        self._used: dict[str, int] = {}
        self._inner: set[str] = set()

    def new(self, name: str) -> str:
        """A place for another local of this name."""
        place, outer = name, self._outer
        while outer is not None:
            if name in outer._used:
                place = f"{name}@{self._number}"
            outer._inner.add(name)
            outer = outer._outer
        count = self._used.get(name, 0) + 1
        if count == 1 and place == name and name in self._inner:
            count = 2
        self._used[name] = count
        return place if count == 1 else f"{place}~{count}"
