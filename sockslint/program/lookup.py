"""What a name means in any of the types that a place may have.

A place that is declared of a common base has as many types as derive from it, and a large program has thousands of such
places, but few different sets of types. So each set is asked about each name once, however many places have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sockslint.program.apis import Row
from sockslint.program.index import Index
from sockslint.rulebook.model import Kind

#: The types that a place may have.
Types = frozenset[str]


class Lookup:
    """The declarations of a program, and of the API models, by name and sets of types. What is found is kept: it hangs
    on nothing else."""

    def __init__(self, index: Index) -> None:
        self._index, self._apis = index, index.apis
        self.declaring = cache(self._declaring)
        self.accessors = cache(self._accessors)
        self.methods = cache(self._methods)
        self.method_group = cache(self._method_group)
        self.lacking = cache(self._lacking)
        self.rows = cache(self._rows)
        self.properties = cache(self._properties)
        self.property_of = cache(self._property_of)
        self.ancestry = cache(self._ancestry)
        self.kinds = cache(self._kinds)

    def _declaring(self, types: Types, name: str) -> str | None:
        """The type that declares a member of one of the types: of the first that has one, and interfaces come last."""
        found = (self._index.declaring(type_, name) for type_ in sorted(types, key=self._vagueness))
        return next((declaring for declaring in found if declaring is not None), None)

    def _vagueness(self, type_: str) -> tuple[bool, str]:
        """By what the types of one place are put in order, the same in every run: interfaces come last."""
        declared = self._index.types.get(type_)
        return declared is not None and declared.kind == "interface", type_

    def _accessors(self, types: Types, name: str, kind: str) -> tuple[int, ...]:
        """The getters or setters of a property, of each type, its bases and what derives from it."""
        found = (id_ for type_ in sorted(types) for id_ in self._index.accessors(type_, name, kind))
        return tuple(dict.fromkeys(found))

    def _methods(self, types: Types, name: str) -> tuple[int, ...]:
        """The methods that a call on any of the types may run."""
        return tuple(dict.fromkeys(id_ for type_ in sorted(types) for id_ in self._index.methods(type_, name)))

    def _method_group(self, types: Types, name: str) -> tuple[int, ...]:
        """The methods that a name stands for where it is not called: of the first type that has any, and no member of
        that name."""
        undeclared = (type_ for type_ in sorted(types) if self._index.declaring(type_, name) is None)
        return next((tuple(found) for type_ in undeclared if (found := self._index.methods(type_, name))), ())

    def _lacking(self, types: Types, name: str) -> Types:
        """Those of the types that have no method of a name themselves, so that it may be the platform's."""
        return frozenset(type_ for type_ in types if not self._index.methods(type_, name))

    def _rows(self, types: Types, name: str) -> tuple[Row, ...]:
        """The API rows of a member of any of the types."""
        return _each_once(row for type_ in sorted(types) for row in self._rows_of(type_, name))

    def _properties(self, types: Types, name: str) -> tuple[Row, ...]:
        """The API rows of a read of a property, the nearest one of each type."""
        return _each_once(row for type_ in sorted(types) for row in self._rows_of_property(type_, name, "get"))

    def _property_of(self, types: Types, name: str, form: str) -> tuple[Row, ...]:
        """The API row of a read or write of a property, of the first type that has one, and no member of that name."""
        undeclared = (type_ for type_ in sorted(types) if self._index.declaring(type_, name) is None)
        return next(filter(None, (self._rows_of_property(type_, name, form) for type_ in undeclared)), ())

    def _rows_of_property(self, type_: str, name: str, form: str) -> tuple[Row, ...]:
        return tuple(row for row in self._rows_of(type_, name) if row.member.form == form)[:1]

    def _rows_of(self, type_: str, name: str) -> Iterator[Row]:
        for ancestor in self._index.ancestry(type_):
            if ancestor in self._apis.types:
                yield from self._apis.rows(ancestor, name)

    def _ancestry(self, types: Types) -> Types:
        """The types and all their bases."""
        return frozenset(base for type_ in types for base in self._index.ancestry(type_))

    def _kinds(self, types: Types) -> frozenset[Kind]:
        """The kinds that the API models know of the types."""
        return frozenset(map(self._apis.kind, self.ancestry(types))) - {"other"}


def _each_once(rows: Iterator[Row]) -> tuple[Row, ...]:
    found: list[Row] = []
    for row in rows:
        if row not in found:
            found.append(row)
    return tuple(found)
