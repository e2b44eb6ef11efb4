"""Conflict: two roles met on one connection that make no sense together.

A timeout that only synchronous calls obey, on a connection whose I/O of that direction is all asynchronous. Order does
not matter, so this needs no path: it asks which uses exist on one family of handles, anywhere in the program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sockslint.checks.context import Context, Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.rulebook.model import Role, Rule

#: A connection that more types than this use is hardly one.
MAX_USERS = 12


def check(context: Context, rule: Rule) -> list[Finding]:
    """The findings of a rule of this form."""
    form = rule.header.conflict
    assert form is not None
    met: dict[str, list[Use]] = defaultdict(list)
    for uses in context.uses.values():
        for use in uses:
            if use.node is not None:
                met[context.program.family(use.node)].append(use)
    findings = []
    for setting, roles in form.settings.items():
        for use in context.uses.get(setting, ()):
            if use.node is None or context.switches_off(use) or not _known(context, use):
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
                *(Step(each.method.unit.path, each.span, "and this does not obey it") for each in ignoring[:3]),
            )
            findings.append(context.finding(rule, use, kind, confidence, steps))
    return findings


def _at_hand(use: Use, handles: list[Use], roles: Sequence[Role]) -> list[Use]:
    """The uses of a connection; those by the type at hand alone, if it has I/O of its own and the connections of many
    types have flowed into one another."""
    own = [each for each in handles if each.method.owner == use.method.owner]
    blurred = len({each.method.owner for each in handles}) > MAX_USERS
    return own if blurred and any(each.member.role in roles for each in own) else handles


def _known(context: Context, use: Use) -> bool:
    assert use.node is not None
    kind = context.program.kind(use.node)
    return kind in ("connection", "datagram") or context.program.family(use.node) in context.connections


def _undone(context: Context, use: Use, handles: list[Use], setting: Role) -> bool:
    """Whether the same function takes the setting back later."""
    return any(
        each.member.role == setting
        and each.method is use.method
        and each.span.start > use.span.start
        and context.switches_off(each)
        for each in handles
    )
