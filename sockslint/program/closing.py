"""Members by which a program remembers that it has released a connection itself: ``closed = true`` in ``Close``."""

from __future__ import annotations

from collections.abc import Mapping

from sockslint.flow.model import Assign, Const
from sockslint.program.conditions import Conditions
from sockslint.program.effects import Effects
from sockslint.program.index import events_of
from sockslint.program.nodes import is_member
from sockslint.program.values import Constant

#: What writes the values that members begin with.
_BEGINNING = frozenset(("constructor", "module"))


def closing_values(effects: Effects, conditions: Conditions) -> Mapping[str, Mapping[Constant, frozenset[str]]]:
    """The members that conditions test, by their nodes; of each the constants that only functions write which release a
    connection, themselves or in what they call, with the families that all of these release. A member that is given
    anything but constants is none of them."""
    writers: dict[str, dict[Constant, list[int]]] = {}
    others: set[str] = set()
    for method in effects.program.methods:
        for event in events_of(method):
            if isinstance(event, Assign) and (node := effects.program.node(method, event.target)) in conditions.tests:
                if not isinstance(event.value, Const):
                    others.add(node)
                elif is_member(node) and method.function.kind not in _BEGINNING:
                    writers.setdefault(node, {}).setdefault(event.value.value, []).append(method.id)
    found: dict[str, dict[Constant, frozenset[str]]] = {}
    for node in writers.keys() - others:
        for constant, functions in writers[node].items():
            released = frozenset[str].intersection(*(effects.targets(id_, "release") for id_ in functions))
            if released:
                found.setdefault(node, {})[constant] = released
    return found
