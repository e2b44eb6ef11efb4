"""Where a value goes within a function nest: which places come to hold it, and what makes use of those.

A forward slice, without regard to the order of events: what held the value once counts as holding it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from sockslint.flow.model import Assign, Branch, Event, Operand, is_variable, operands_of, places_in, root
from sockslint.program.index import Method
from sockslint.program.link import Program

#: A place that an event hands something on to, and the operands that it may hand on.
Handed: TypeAlias = tuple[str, Sequence[Operand]]


class Slice(NamedTuple):
    """The nodes that hold a value, and the events and branches that make use of one of them, with their functions."""

    program: Program
    held: frozenset[str]
    uses: Sequence[tuple[Method, Event | Branch]]

    def is_held(self, method: Method, operand: Operand) -> bool:
        """Whether an operand speaks of the value, or of a member of its."""
        return not self.held.isdisjoint(_nodes(self.program, method, (operand,)))


def forward_slice(
    program: Program,
    methods: Iterable[Method],
    start: str,
    carried: Callable[[Event], Handed | None],
) -> Slice:
    """The slice from the node `start` over some functions; `carried` tells what an event hands on, None if nothing."""
    users = [(method, *each) for method in methods for each in _used_in(program, method)]
    flows = [
        (program.node(method, handed[0]), frozenset(_nodes(program, method, handed[1])))
        for method, event, _ in users
        if not isinstance(event, Branch) and (handed := carried(event)) is not None
    ]
    held, size = {start}, 0
    while size != len(held):
        size = len(held)
        held.update([target for target, sources in flows if not held.isdisjoint(sources)])
    uses = [(method, event) for method, event, nodes in users if not held.isdisjoint(nodes)]
    return Slice(program, frozenset(held), uses)


def copied(event: Event) -> Handed | None:
    """Hands on what is given another local name, and nothing that is made of it."""
    match event:
        case Assign(_, target, str(value)) if is_variable(target):
            return target, (value,)
        case _:
            return None


def _used_in(program: Program, method: Method) -> Iterator[tuple[Event | Branch, frozenset[str]]]:
    """The events and branches of a function, each with the nodes that it makes use of."""
    for block in method.function.blocks:
        branches = [block.exit] if isinstance(block.exit, Branch) else []
        for each in (*block.events, *branches):
            operands = [each.condition] if isinstance(each, Branch) else operands_of(each)
            yield each, frozenset(_nodes(program, method, operands))


def _nodes(program: Program, method: Method, operands: Iterable[Operand]) -> Iterator[str]:
    """The nodes that operands speak of, and those whose members they speak of."""
    for operand in operands:
        for place in places_in(operand):
            yield program.node(method, place)
            yield program.node(method, root(place))
