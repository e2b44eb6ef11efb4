"""Discard: an answer that must be looked at is dropped.

A call's answer is looked at if its value goes anywhere but into locals that nobody reads: into a condition, a member,
an argument, a sum. A function that returns it leaves it to its callers; it is dropped if all of them drop it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sockslint.checks.context import Context
from sockslint.checks.uses import Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.model import Assign, Call, Const, Expr, Operand, Return
from sockslint.program.index import Method
from sockslint.program.slices import copied, forward_slice
from sockslint.rulebook.model import Discard, Rule

MAX_CALL_DEPTH = 3
#: So many bytes, in practice, are taken whole or not at all.
_SHORT = 64
#: The arguments that name an encoding of one byte a character.
_OF_ONE_BYTE = [[Const(name)] for name in ("ascii", "latin-1", "latin1", "iso-8859-1")]


def check(context: Context, rule: Rule) -> list[Finding]:
    """The findings of a rule of this form: the calls whose answer nobody looks at."""
    form = rule.header.discard
    assert form is not None
    findings = []
    for use in context.uses.every:
        with context.isolated(rule, use):
            if use.member.answer != form.answer or not isinstance(use.event, Call) or not _counts(context, form, use):
                continue
            droppers = _dropped(context, use.method, use.event, 0)
            if droppers is None:
                continue
            steps = tuple(Step(d.method.unit.path, d.call.span, "and is dropped here") for d in droppers)
            first = Step(use.method.unit.path, use.span, "the answer is returned from here")
            confidence = Confidence.MEDIUM if steps or _is_short(use) else Confidence.HIGH
            findings.append(
                context.reporter.finding(rule, use, "ignored", confidence, (first, *steps) if steps else ())
            )
    return findings


# --- whether the answer matters ---


def _counts(context: Context, form: Discard, use: Use) -> bool:
    """Whether a call is made on a handle that the rule is about, and its answer says anything there."""
    if use.node is None or context.connections.is_another_thing(use):
        return False
    kind = context.program.kind(use.node)
    if kind == "stream" and context.connections.is_connection(use):
        kind = "connection"  # it was opened, or derived from one, in sight
    if kind not in form.kinds:
        return False
    is_stream = context.program.made.get(use.node) == "connection"  # whatever it shares a helper with
    if (
        "datagram" not in form.kinds
        and not is_stream
        and context.program.family(use.node) in context.connections.datagrams
    ):
        return False
    if context.uses.is_expected_to_fail(use):
        return False
    if use.member.answer_if is not None and not context.connection_settings.is_set(use.member.answer_if, use.node):
        return False
    if use.member.answer == "pending":
        return not _calls_nobody(context, use)
    return not _indivisible(use)


def _indivisible(use: Use) -> bool:
    """Whether a call is given one byte at most: all of it is taken, or the call fails."""
    size = _given(use)
    return size is not None and size <= 1


def _is_short(use: Use) -> bool:
    """Whether a call is given so little that it is hardly ever divided."""
    size = _given(use)
    return use.member.answer == "count" and size is not None and size <= _SHORT


def _given(use: Use) -> int | None:
    """How many bytes a call is given at most; None if that is not to be seen."""
    assert isinstance(use.event, Call)
    lengths: dict[str, int | None] = {}
    for event in use.method.function.blocks[use.site.block].events[: use.site.at]:
        match event:
            case Call(result=result):
                lengths[result] = _length_made(event, lengths)
            case Assign(_, target, value):
                lengths[target] = _length(value, lengths)
    return _length(use.event.arguments[0].value, lengths) if use.event.arguments else None


def _length(operand: Operand, lengths: Mapping[str, int | None]) -> int | None:
    """How many bytes an operand has at most, if it is a constant or one of the places of which that is known."""
    if isinstance(operand, Const):
        return _size(operand)
    return lengths.get(operand) if isinstance(operand, str) else None


def _length_made(call: Call, lengths: Mapping[str, int | None]) -> int | None:
    """How many bytes a call makes at most: of a text that is known (`bytes("", "ascii")`, `"!".encode()`), of a number
    (`bytes([number])`, in Python 2 `chr(number)`); None if that is not to be seen."""
    match call.callee, [argument.value for argument in call.arguments]:
        case "::chr", [_]:
            return 1
        case "::bytes", [Expr("collection", (_,))]:
            return 1
        case "::bytes" | "::bytearray", [Const(str()) as text, *_]:
            return _size(text)
        case "::bytes" | "::bytearray", []:
            return 0
        case _, encoding if call.name == "encode" and call.receiver is not None:
            length = _length(call.receiver, lengths)
            each_is_one = isinstance(call.receiver, Const) or encoding[:1] in _OF_ONE_BYTE
            return length if length is None or each_is_one else 4 * length
        case _:
            return None


def _size(constant: Const) -> int | None:
    value = constant.value
    return len(value.encode() if isinstance(value, str) else value) if isinstance(value, str | bytes) else None


def _calls_nobody(context: Context, use: Use) -> bool:
    """Whether the object that would tell of the end is made in sight, and nothing waits for it to tell."""
    assert isinstance(use.event, Call)
    program = context.program
    for argument in use.event.arguments:
        if isinstance(argument.value, str):
            node = program.node(use.method, argument.value)
            if program.kind(node) == "event_args":
                awaited = program.aliases.find(node)
                return awaited in context.event_args.made_in_sight and awaited not in context.event_args.subscribed
    return False


# --- where the answer goes ---


class _Dropper(NamedTuple):
    """A call of a wrapper that drops what it returns."""

    method: Method
    call: Call


def _dropped(context: Context, method: Method, call: Call, depth: int) -> list[_Dropper] | None:
    """None if somebody looks at a call's answer, or may; else the callers who drop it, none if it goes no further."""
    if call.discarded:
        return []
    returned = _goes_nowhere(context, method, call.result)
    if returned is None:
        return None
    if not returned:
        return []
    callers = context.effects.callers.get(method.id, ())
    if not callers or method.id in context.effects.referenced or depth >= MAX_CALL_DEPTH:
        return None
    droppers: list[_Dropper] = []
    for caller in callers:
        if not isinstance(caller.event, Call):
            return None
        above = context.program.methods[caller.site.method]
        further = _dropped(context, above, caller.event, depth + 1)
        if further is None:
            return None
        droppers.extend(further or [_Dropper(above, caller.event)])
    return droppers


def _goes_nowhere(context: Context, method: Method, result: str) -> bool | None:
    """None if a value is looked at; else whether it is returned."""
    program = context.program
    nest = program.index.nests[method.outermost]
    returned = False
    for user, event in forward_slice(program, nest, program.node(method, result), copied).uses:
        match event:
            case Return() if user is method:
                returned = True
            case Assign() if copied(event) is not None:
                continue
            case _:
                return None
    return returned
