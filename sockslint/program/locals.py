"""The locals of a program's functions: who speaks of them, and from where on nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from sockslint.flow.liveness import EXCEPTION, live_on_entry
from sockslint.flow.model import Assign, Call, Event, Read, operands_of, places_in, root
from sockslint.program.index import Method, conditions_of, events_of
from sockslint.program.link import Program
from sockslint.program.nodes import is_local, locals_of


class Living(NamedTuple):
    """What is still asked for from where each block of a function begins, as a set of bits (`liveness`).

    A node is dead there if not all its bits are set. One that has none is no local, and never dies. `exception` is the
    bit of the exception that was caught, `taken` how many bits are.
    """

    on_entry: Sequence[int]
    nodes: dict[str, int]
    exception: int
    taken: int


class Locals:
    """The locals of all functions of a program, as nodes."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._local: dict[tuple[int, str], bool] = {}

    @cached_property
    def mentions(self) -> dict[str, set[int]]:
        """Which functions speak of a local, for locals of nests of several functions."""
        nests = {method.outermost for method in self.program.methods if method.function.parent is not None}
        found: dict[str, set[int]] = {}
        for method in self.program.methods:
            if method.outermost in nests:
                for place in places_in_function(method):
                    found.setdefault(self.program.node(method, root(place)), set()).add(method.id)
        return found

    @cached_property
    def written_from_within(self) -> dict[int, set[str]]:
        """The locals of functions around it that a nested function writes to."""
        found: dict[int, set[str]] = {}
        for method in self.program.methods:
            if method.function.parent is not None:
                for event in events_of(method):
                    if isinstance(event, Assign):
                        node = self.program.node(method, event.target)
                        if len(self.mentions.get(node, ())) > 1:
                            found.setdefault(method.id, set()).add(node)
        return found

    def dies_with(self, method: Method, node: str) -> bool:
        """Whether a node dies with the function: a local that no other function of the nest speaks of."""
        key = (method.id, node)
        found = self._local.get(key)
        if found is None:
            found = self._local[key] = self._dies_with(method, node)
        return found

    def _dies_with(self, method: Method, node: str) -> bool:
        if not node.startswith(locals_of(method.outermost)):
            return False
        given_out = (p.place for p in method.function.parameters if p.mode in ("out", "ref"))
        if any(self.program.node(method, place) == node for place in given_out):
            return False
        return method.function.parent is None or self.mentions.get(node, frozenset()) <= {method.id}

    def living(self, method: Method) -> Living:
        """Which locals are live where each block of a function begins."""
        live = live_on_entry(method.function.blocks)
        nodes: dict[str, int] = {}
        for place in places_in_function(method):
            node = self.program.node(method, place)
            if is_local(node) and self.dies_with(method, self.program.node(method, root(place))):
                nodes[node] = nodes.get(node, 0) | live.bits[root(place)]
        return Living(live.on_entry, nodes, live.bits[EXCEPTION], len(live.bits))


def places_in_function(method: Method) -> Iterable[str]:
    """The places that a function speaks of."""
    for event in events_of(method):
        yield from _places_of(event)
    for branch in conditions_of(method):
        yield from places_in(branch.condition)


def _places_of(event: Event) -> Iterable[str]:
    """The places that an event speaks of."""
    match event:
        case Call(result=place) | Read(result=place) | Assign(target=place):
            yield place
    for operand in operands_of(event):
        yield from places_in(operand)
