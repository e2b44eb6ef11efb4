"""Releases that somebody else makes later: a handler notes in a member that the connection has ended, and who looks at
it next, a timer's tick or a loop of another thread, closes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sockslint.flow.model import EXIT, RAISE_EXIT, Branch, Call, Event, Operand, places_in
from sockslint.program.analyses import Analyses
from sockslint.program.index import Method
from sockslint.program.nodes import is_member
from sockslint.rulebook.model import Role


class Deferral(NamedTuple):
    """A branch of a function, and the releases that one way of it leads to: of which families, each with the node of
    the place by which it is released, ``""`` where the function names none."""

    method: Method
    condition: Operand
    holds: bool
    releases: frozenset[tuple[str, str]]


def deferrals(analyses: Analyses) -> Mapping[str, list[Deferral]]:
    """The branches that lead to a release one way only, by the nodes of the members that they test."""
    found: dict[str, list[Deferral]] = {}
    for method in analyses.program.methods:
        if analyses.effects.targets(method.id, "release"):
            for node, deferral in _in_function(analyses, method):
                found.setdefault(node, []).append(deferral)
    return found


def _in_function(analyses: Analyses, method: Method) -> Iterator[tuple[str, Deferral]]:
    blocks = method.function.blocks
    released = [frozenset(_met(analyses, method, number, "release")) for number in range(len(blocks))]
    if not any(released):
        return
    opened = [{family for family, _ in _met(analyses, method, number, "open")} for number in range(len(blocks))]
    shape, read_of = analyses.shape(method), analyses.conditions.read_of
    for number, block in enumerate(blocks):
        if not isinstance(block.exit, Branch):
            continue
        condition = block.exit.condition
        nodes = {analyses.program.node(method, read_of(method, place)) for place in places_in(condition)}
        members = [node for node in nodes if is_member(node)]
        if not members:
            continue
        for successor, holds in ((block.exit.then, True), (block.exit.otherwise, False)):
            if successor in (EXIT, RAISE_EXIT):
                continue
            loop = shape.loop(number)
            leaves = bool(loop) and successor not in loop
            beyond = {successor, *shape.graph.reachable(successor)} if leaves else shape.graph.region(number, successor)
            way = [each for each in beyond if each < len(blocks)]
            # What is made on the way is another connection, and so is what is released there then.
            others = set[str]().union(*(opened[each] for each in way))
            releases = frozenset(each for at in way for each in released[at] if each[0] not in others)
            for node in members if releases else ():
                yield node, Deferral(method, condition, holds, releases)


def _met(analyses: Analyses, method: Method, number: int, role: Role) -> Iterator[tuple[str, str]]:
    """The families of the connections that meet a role in a block, by itself or in functions that it calls; each with
    the node of the place of which that is said, ``""`` if the function names none."""
    program, effects = analyses.program, analyses.effects
    for event in method.function.blocks[number].events:
        for row in effects.rows_of(method, event):
            subject = effects.subject_of(event, row) if row.member.role == role else None
            if subject is not None:
                node = program.node(method, subject)
                yield program.family(node), node
        for callee in effects.called_by(method, event):
            met = effects.targets(callee, role)
            given = {program.family(node): node for node in _given(analyses, method, event)} if met else {}
            for family in met:
                yield family, given.get(family, "")


def _given(analyses: Analyses, method: Method, event: Event) -> Iterator[str]:
    """The nodes of the places that a call is given."""
    if isinstance(event, Call):
        for operand in (event.receiver, *(argument.value for argument in event.arguments)):
            if isinstance(operand, str):
                yield analyses.program.node(method, analyses.conditions.read_of(method, operand))
