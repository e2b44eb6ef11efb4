"""Releases that somebody else makes later: a handler notes in a member that the connection has ended, and who looks at
it next, a timer's tick or a loop of another thread, closes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sockslint.flow.graph import Graph
from sockslint.flow.model import EXIT, RAISE_EXIT, Branch, Call, Event, Operand, places_in
from sockslint.program.analyses import Analyses
from sockslint.program.index import Method


class Deferral(NamedTuple):
    """A branch of a function, and which way of it releases connections of which families. `places` are the nodes that
    they are released by, as far as the function itself names them."""

    method: Method
    condition: Operand
    holds: bool
    families: frozenset[str]
    places: frozenset[str]


def deferrals(analyses: Analyses) -> Mapping[str, list[Deferral]]:
    """The branches that lead to a release one way only, by the nodes of the members that they test."""
    found: dict[str, list[Deferral]] = {}
    for method in analyses.program.methods:
        if any(effect.role == "release" for effect in analyses.effects.of[method.id]):
            for node, deferral in _in_function(analyses, method):
                found.setdefault(node, []).append(deferral)
    return found


def _in_function(analyses: Analyses, method: Method) -> Iterator[tuple[str, Deferral]]:
    blocks = method.function.blocks
    released = [dict(_released(analyses, method, number)) for number in range(len(blocks))]
    if not any(released):
        return
    made = [frozenset(_made(analyses, method, number)) for number in range(len(blocks))]
    graph, read_of = Graph(blocks), analyses.conditions.read_of
    for number, block in enumerate(blocks):
        if not isinstance(block.exit, Branch):
            continue
        condition = block.exit.condition
        nodes = {analyses.program.node(method, read_of(method, place)) for place in places_in(condition)}
        members = [node for node in nodes if "::" in node]
        if not members:
            continue
        for successor, holds in ((block.exit.then, True), (block.exit.otherwise, False)):
            if successor in (EXIT, RAISE_EXIT):
                continue
            loop = analyses.shape(method).loop(number)
            leaves = bool(loop) and successor not in loop
            beyond = {successor, *graph.reachable(successor)} if leaves else graph.region(number, successor)
            way = [each for each in beyond if each < len(blocks)]
            # What is made on the way is another connection, and so is what is released there then.
            families = (
                frozenset[str]().union(*(released[each] for each in way)).difference(*(made[each] for each in way))
            )
            places = frozenset(place for each in way for place in released[each].values())
            for node in members if families else ():
                yield node, Deferral(method, condition, holds, families, places)


def _made(analyses: Analyses, method: Method, number: int) -> Iterator[str]:
    """The families of the connections that a block makes, by itself or in functions that it calls."""
    program, effects = analyses.program, analyses.effects
    for event in method.function.blocks[number].events:
        for row in effects.rows_of(method, event):
            subject = effects.subject_of(method, event, row) if row.member.role == "open" else None
            if subject is not None:
                yield program.family(program.node(method, subject))
        for callee in effects.called_by(method, event):
            yield from (effect.target for effect in effects.of[callee] if effect.role == "open")


def _released(analyses: Analyses, method: Method, number: int) -> Iterator[tuple[str, str]]:
    """The families of the connections that a block releases, by itself or in functions that it calls; each with the
    node of the place by which it does, ``""`` if the function does not name it."""
    program, effects = analyses.program, analyses.effects
    for event in method.function.blocks[number].events:
        for row in effects.rows_of(method, event):
            subject = effects.subject_of(method, event, row) if row.member.role == "release" else None
            if subject is not None:
                node = program.node(method, subject)
                yield program.family(node), node
        for callee in effects.called_by(method, event):
            given = {program.family(node): node for node in _given(analyses, method, event)}
            for effect in effects.of[callee]:
                if effect.role == "release":
                    yield effect.target, given.get(effect.target, "")


def _given(analyses: Analyses, method: Method, event: Event) -> Iterator[str]:
    """The nodes of the places that a call is given."""
    if isinstance(event, Call):
        for operand in (event.receiver, *(argument.value for argument in event.arguments)):
            if isinstance(operand, str):
                yield analyses.program.node(method, analyses.conditions.read_of(method, operand))
