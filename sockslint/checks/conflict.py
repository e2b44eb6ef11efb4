"""Conflict: a connection's settings and the ways it is used do not go together.

A timeout that only synchronous calls obey, on a connection whose I/O of that direction is all asynchronous; a socket
that an event loop is given and nobody has made non-blocking. Order does not matter, so this needs no path: it asks
which uses exist on one family of handles, anywhere in the program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sockslint.checks.context import Context
from sockslint.checks.uses import Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.model import Call, places_in
from sockslint.program.calls import argument_at
from sockslint.program.index import events_of
from sockslint.program.nodes import tuple_part
from sockslint.program.words import says
from sockslint.rulebook.model import MAKING, Role, Rule

#: So many of the uses that a connection is not fit for are shown.
MAX_TOLD = 3
#: A connection that more types than this use is hardly one.
MAX_USERS = 12


def check(context: Context, rule: Rule) -> list[Finding]:
    """The findings of a rule of this form."""
    form = rule.header.conflict
    assert form is not None
    met: dict[str, list[Use]] = defaultdict(list)
    for uses in context.uses.by_role.values():
        for use in uses:
            if use.node is not None:
                met[context.program.family(use.node)].append(use)
    findings = [] if form.missing is None else _without(context, rule, form.missing)
    for setting, roles in form.settings.items():
        for use in context.uses.of(setting):
            with context.isolated(rule, use):
                if use.node is None or context.connection_settings.switches_off(use) or not _known(context, use):
                    continue
                handles = _at_hand(use, met[context.program.family(use.node)], roles)
                uses = [each for each in handles if each.member.role in roles or each.member.conflict is not None]
                obeying = [each for each in uses if each.member.io == form.obeyed_by]
                ignoring = [each for each in uses if each.member.io == form.ignored_by]
                if not ignoring or _undone(context, use, handles, setting):
                    continue
                kind = next((each.member.conflict for each in ignoring if each.member.conflict), "ignored")
                confidence = Confidence.LOW if obeying else Confidence.HIGH
                steps = (
                    Step(use.method.unit.path, use.span, "the timeout is set here"),
                    *(Step(each.method.unit.path, each.span, _told(each)) for each in _told_first(ignoring, use)),
                )
                findings.append(context.reporter.finding(rule, use, kind, confidence, steps))
    return findings


def _at_hand(use: Use, handles: list[Use], roles: Sequence[Role]) -> list[Use]:
    """The uses of a connection; those by the type at hand alone, if it has I/O of its own and the connections of many
    types have flowed into one another."""
    own = [each for each in handles if each.method.owner == use.method.owner]
    blurred = len({each.method.owner for each in handles}) > MAX_USERS
    return own if blurred and any(each.member.role in roles for each in own) else handles


def _told_first(uses: Sequence[Use], main: Use) -> list[Use]:
    """The uses that are shown beside the finding's main place: those in its function first, as they stand there."""
    ordered = sorted(uses, key=lambda each: (each.method is not main.method, each.method.unit.path, each.span))
    return ordered[:MAX_TOLD]


def _told(use: Use) -> str:
    """What is said of a use that a setting does not go together with: the message says what becomes of that, if it is
    no ordinary conflict."""
    return "and this does not obey it" if use.member.conflict is None else "and this uses the same connection"


def _known(context: Context, use: Use) -> bool:
    assert use.node is not None
    kind = context.program.kind(use.node)
    return kind in ("connection", "datagram") or context.program.family(use.node) in context.connections.known


def _undone(context: Context, use: Use, handles: list[Use], setting: Role) -> bool:
    """Whether the same function takes the setting back later."""
    return any(
        each.member.role == setting
        and each.method is use.method
        and each.span.start > use.span.start
        and context.connection_settings.switches_off(each)
        for each in handles
    )


# --- settings that are missing ---


def _without(context: Context, rule: Rule, setting: Role) -> list[Finding]:
    """A finding for each connection made in sight that is never given a setting, and used where it is needed."""
    needing: dict[str, list[Use]] = defaultdict(list)
    for use in context.uses.every:
        if setting in use.member.needs and isinstance(use.event, Call):
            operand = argument_at(use.event, use.member.needs[setting])
            if isinstance(operand, str) and not _has_no_peer(context, use, operand):
                needing[context.program.family(context.program.node(use.method, operand))].append(use)
    if not needing:
        return []
    given = _given(context, setting)
    findings = []
    for use in context.uses.every:
        with context.isolated(rule, use):
            if use.member.role in MAKING and use.member.subject == "result" and isinstance(use.event, Call):
                made = {context.program.family(node) for node in _made(use)}
                uses = _told_first([each for family in sorted(made - given) for each in needing.get(family, ())], use)
                if uses:
                    steps = (
                        Step(use.method.unit.path, use.span, "is made here"),
                        *(Step(each.method.unit.path, each.span, "and is used here") for each in uses),
                    )
                    findings.append(context.reporter.finding(rule, use, "missing", Confidence.HIGH, steps))
    return findings


def _has_no_peer(context: Context, use: Use, operand: str) -> bool:
    """Whether a connect is of a datagram socket: it waits for nobody."""
    node = context.program.node(use.method, operand)
    return use.member.role == "connect" and context.program.kind(node) == "datagram"


def _made(use: Use) -> list[str]:
    """The nodes of what a call makes: its result, or the parts of it."""
    if use.node is None:
        return []
    parts = use.member.returns
    return [f"{use.node}{tuple_part(at)}" for at in range(len(parts))] if isinstance(parts, list) else [use.node]


def _given(context: Context, setting: Role) -> set[str]:
    """The families of connections that somebody gives a setting, or may: whoever is handed one and cannot be looked
    into."""
    program = context.program
    given = {program.family(use.node) for use in context.uses.of(setting) if use.node is not None}
    for use in context.uses.every:
        if setting in use.member.settings:
            given.update(map(program.family, _made(use)))
    for method in program.methods:
        for event in events_of(method):
            if isinstance(event, Call) and not _harmless(context, event) and not program.resolve(method, event).known:
                for argument in event.arguments:
                    given.update(program.family(program.node(method, place)) for place in places_in(argument.value))
    return given


def _harmless(context: Context, call: Call) -> bool:
    """Whether a call, as its name says, only files or logs what it is given."""
    apis = context.program.apis
    return call.name in apis.harmless or says(call.name, apis.logging)
