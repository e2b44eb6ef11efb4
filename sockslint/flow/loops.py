"""Loops that end by themselves: by a counter that each turn moves, or by the clock."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence, Set

from sockslint.flow.graph import Graph
from sockslint.flow.model import (
    Assign,
    Block,
    Branch,
    Call,
    Const,
    Expr,
    Function,
    Operand,
    Read,
    is_temporary,
    places_in,
    root,
)

_COMPARISONS = ("<", "<=", ">", ">=", "!=", "==")


def counting_heads(graph: Graph, counters: Mapping[str, frozenset[int]]) -> frozenset[int]:
    """The blocks whose branch compares a counter, if no turn of their loop comes back to them without moving it."""
    return frozenset(
        number
        for number, block in enumerate(graph.blocks)
        if isinstance(block.exit, Branch)
        for place in _compared_by(block)
        if place in counters and graph.loop(number) and not graph.in_cycle(number, without=counters[place])
    )


def counted_branches(
    graph: Graph, counters: Mapping[str, frozenset[int]], heads: Set[int]
) -> dict[int, frozenset[int]]:
    """The blocks whose branch compares a counter, each with the blocks that move it. Heads of loops that go on till a
    count is reached are none, if they are among `heads` or the count begins anew around them: what lies there goes on.
    """
    found = {}
    beginning = _beginning_anew(graph.blocks, counters)
    for number, block in enumerate(graph.blocks):
        if isinstance(block.exit, Branch):
            loop = graph.loop(number)
            places = [place for place in _compared_by(block) if place in counters]
            around = number in heads or any(not loop.isdisjoint(beginning.get(place, ())) for place in places)
            if places and not (block.exit.then in loop and around):
                found[number] = frozenset[int]().union(*(counters[place] for place in places))
    return found


def _beginning_anew(blocks: Sequence[Block], counters: Container[str]) -> dict[str, set[int]]:
    """The blocks that set a counter to a constant, by the counter."""
    found: dict[str, set[int]] = {}
    for number, block in enumerate(blocks):
        for event in block.events:
            if isinstance(event, Assign) and event.target in counters and isinstance(event.value, Const):
                found.setdefault(event.target, set()).add(number)
    return found


def timed_branches(function: Function, clocks: Set[str]) -> frozenset[int]:
    """The blocks whose branch asks the time, or what was made of it; `clocks` are names of members that tell it."""
    made_of: dict[str, list[str]] = {}
    pending: list[str] = []
    for event in (event for block in function.blocks for event in block.events):
        match event:
            case Call(result=result, receiver=receiver, name=name):
                if name in clocks:
                    pending.append(result)
                if isinstance(receiver, str):
                    made_of.setdefault(root(receiver), []).append(result)
            case Read(_, result, place):
                if place.rpartition(".")[2] in clocks:
                    pending.append(result)
                made_of.setdefault(root(place), []).append(result)
            case Assign(_, target, value):
                for place in places_in(value):
                    for source in {place, root(place)}:
                        made_of.setdefault(source, []).append(target)
    times: set[str] = set()
    while pending:
        time = pending.pop()
        if time not in times:
            times.add(time)
            pending.extend(made_of.get(time, ()))
    return frozenset(
        number
        for number, block in enumerate(function.blocks)
        if times and isinstance(block.exit, Branch) and _asks(block.exit.condition, times)
    )


def _asks(operand: Operand, places: Set[str]) -> bool:
    return any(place in places or root(place) in places for place in places_in(operand))


def counters_of(function: Function) -> dict[str, frozenset[int]]:
    """The places that blocks add a constant to, or take one from, with those blocks."""
    moved: dict[str, frozenset[int]] = {}
    for number, block in enumerate(function.blocks):
        read: dict[str, str] = {}
        for event in block.events:
            match event:
                case Read(_, result, place):
                    read[result] = place
                case Assign(_, target, Expr("+" | "-", (str(place), Const(int(amount))))) if amount:
                    if read.get(place, place) == target:
                        moved[target] = moved.get(target, frozenset()) | {number}
    return moved


def _compared_by(block: Block) -> list[str]:
    """The places that a block's branch compares; of a member, and of one that is moved as it is asked for
    (``turns-- == 0``), itself."""
    assert isinstance(block.exit, Branch)
    before: dict[str, Operand] = {event.result: event.place for event in block.events if isinstance(event, Read)}
    before |= {event.target: event.value for event in block.events if isinstance(event, Assign)}
    found = []
    for place in _compared(block.exit.condition):
        was = before.get(place) if is_temporary(place) else place
        found.append(was if isinstance(was, str) else place)
    return found


def _compared(condition: Operand) -> list[str]:
    match condition:
        case str():  # with zero
            return [condition]
        case Expr("not", (inner,)):
            return _compared(inner)
        case Expr(op, operands) if op in _COMPARISONS:
            return [part for part in operands if isinstance(part, str)]
        case _:
            return []
