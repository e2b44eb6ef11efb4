"""The obligation that a failed receive raises where nobody stands above: somebody must catch what it raises.

An exception that leaves a thread's entry, a callback of a begun operation or an ``async void`` method ends the process,
and with it every other connection. So this asks of the connections that the program has accepted: may what a receive
raises leave such a function? An exception goes by the handlers of the functions that it passes; one that is caught,
wherever, is handled, unless its handler throws again whatever way is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sockslint.checks.context import Context
from sockslint.checks.uses import Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.graph import successors
from sockslint.flow.model import EXIT, RAISE_EXIT, Branch, Call, Dispatch, Event, Jump, Raise
from sockslint.program.calls import Site
from sockslint.program.index import Method
from sockslint.rulebook.model import Obligation, Rule

MAX_CALL_DEPTH = 6


class _Way(NamedTuple):
    """The functions that an exception leaves, one after the other, to where it ends the process; and why it does."""

    kind: str
    steps: tuple[Step, ...]


def check(context: Context, rule: Rule, obligation: Obligation) -> list[Finding]:
    """The findings of an obligation of this kind, the first for each function that lets an exception out."""
    entries = context.callbacks.unguarded
    accepted = _accepted(context)
    findings: list[Finding] = []
    seen: set[tuple[int, str]] = set()
    for use in context.uses.every:
        with context.isolated(rule, use):
            if use.member.role != obligation.raised_by or use.node is None or not _fails_here(context, use):
                continue
            family = context.program.family(use.node)
            if family not in accepted or (use.method.id, family) in seen or not context.connections.is_connection(use):
                continue
            ways = [
                way
                for raised in context.uses.exceptions_of(use)[:1]
                for way in _ways_out(context, entries, use, raised)
            ]
            if ways:
                seen.add((use.method.id, family))
                way = min(ways, key=lambda each: len(each.steps))
                findings.append(context.reporter.finding(rule, use, way.kind, Confidence.HIGH, way.steps))
    return findings


def _fails_here(context: Context, use: Use) -> bool:
    """Whether a call raises its failure where it stands: it waits, or completes what was begun."""
    if not isinstance(use.event, Call) or any(argument.mode == "out" for argument in use.event.arguments):
        return False
    return use.member.io == "sync" or use.event.awaited or use.member.name in context.program.apis.completions


def _accepted(context: Context) -> set[str]:
    """The families of the connections that the program accepts from others."""
    return {context.program.family(use.node) for use in context.uses.of("accept") if use.node is not None}


def _ways_out(context: Context, entries: dict[int, str], use: Use, raised: str) -> Iterator[_Way]:
    first = Step(use.method.unit.path, use.span, "fails when the peer resets the connection")
    pending: list[tuple[Site, tuple[Step, ...]]] = [(use.site, (first,))]
    seen: set[Site] = set()
    while pending:
        site, steps = pending.pop()
        method = context.program.methods[site.method]
        if site in seen or not _leaves(context, method, site, raised):
            continue
        seen.add(site)
        if method.id in entries:
            last = Step(method.unit.path, method.function.span, f"and nothing catches it before {method.name} ends")
            yield _Way(entries[method.id], (*steps, last))
        elif len(steps) < MAX_CALL_DEPTH:
            for caller in context.effects.callers.get(method.id, ()):
                above = context.program.methods[caller.site.method]
                if _comes_back(context, method, above, caller.event):
                    step = Step(above.unit.path, caller.event.span, f"{method.name} lets it out here")
                    pending.append((caller.site, (*steps, step)))


def _comes_back(context: Context, method: Method, above: Method, event: Event) -> bool:
    """Whether an exception that leaves a function is raised where it is called: what a task has failed with is raised
    only where that is awaited."""
    if not isinstance(event, Call) or event.awaited:
        return True
    return "async" not in method.function.flags and method.id not in context.program.functions_run(above, event)


def _leaves(context: Context, method: Method, site: Site, raised: str) -> bool:
    """Whether an exception that is raised at a site may leave the function, by itself or as what its handler throws."""
    blocks = method.function.blocks
    pending = [(blocks[site.block].on_raise, raised)]
    seen: set[tuple[int, str]] = set()
    while pending:
        number, thrown = pending.pop()
        if number == RAISE_EXIT:
            return True
        if number < 0 or (number, thrown) in seen:
            continue
        seen.add((number, thrown))
        match blocks[number].exit:
            case Dispatch(catches, otherwise):
                answers = (
                    (each, context.analyses.exceptions.caught_by(method, thrown, each.types)) for each in catches
                )
                handler = next((each for each, answer in answers if answer is True), None)
                if handler is None:
                    pending.append((otherwise, thrown))
                else:
                    pending.extend(_thrown_by_handler(method, handler.target, site.block, thrown))
            case Jump(target):
                pending.append((target, thrown))
            case Branch(_, then, otherwise, _):
                pending.extend(((then, thrown), (otherwise, thrown)))
    return False


def _thrown_by_handler(method: Method, handler: int, failed: int, caught: str) -> list[tuple[int, str]]:
    """What a handler throws in its turn, and where that goes; nothing if some way through it goes on: to the function's
    end, or back to where it failed."""
    blocks = method.function.blocks
    found: list[tuple[int, str]] = []
    pending = [handler]
    seen: set[int] = set()
    while pending:
        number = pending.pop()
        if number in (EXIT, failed):
            return []
        if number < 0 or number in seen:
            continue
        seen.add(number)
        thrown = next((event for event in blocks[number].events if isinstance(event, Raise)), None)
        if thrown is None:
            pending.extend(successors(blocks[number]))
        else:
            found.append((blocks[number].on_raise, thrown.type or caught))
    return found
