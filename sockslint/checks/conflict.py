"""Conflict: two roles met on one connection that make no sense together.

A timeout that only synchronous calls obey, on a connection whose I/O of that direction is all asynchronous. Order does
not matter, so this needs no path: it asks which uses exist on one family of handles, anywhere in the program.
"""

from __future__ import annotations

from collections import defaultdict

from sockslint.checks.context import Context, Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.model import Assign, Call, Const, Expr, Operand
from sockslint.rulebook.model import Role, Rule


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
            if use.node is None or _switches_off(context, use) or not _known(context, use):
                continue
            handles = met[context.program.family(use.node)]
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
        and _switches_off(context, each)
        for each in handles
    )


def _switches_off(context: Context, use: Use) -> bool:
    """Whether the value written means no timeout at all."""
    if "*" in use.member.off:
        return True
    match use.event:
        case Assign(_, _, value):
            return _off(_written(context, use, value), use.member.off)
        case Call():
            return any(
                _off(argument.value, use.member.off) or argument.text in use.member.off
                for argument in use.event.arguments
            )
        case _:
            return False


def _written(context: Context, use: Use, value: Operand) -> Operand:
    """A value as the source writes it: a member's path instead of the temporary that holds what was read."""
    return context.effects.read_of(use.method, value) if isinstance(value, str) else value


def _off(value: Operand, off: list[str]) -> bool:
    match value:
        case Const(constant):
            return repr(constant) in off or repr(constant).lower() in off or (constant is None and "null" in off)
        case Expr("neg", (Const(constant),)):
            return f"-{constant!r}" in off
        case str():
            return value.rpartition(".")[2] in {
                word.rpartition(".")[2] for word in off if not word.lstrip("-").isdigit()
            }
        case _:
            return False
