"""Discard: an answer that must be looked at is dropped.

A call's answer is looked at if its value goes anywhere but into locals that nobody reads: into a condition, a member,
an argument, a sum. A function that returns it leaves it to its callers; it is dropped if all of them drop it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sockslint.checks.context import Context
from sockslint.checks.uses import Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.model import Assign, Call, Const, Expr, Operand, Return, may_be_member
from sockslint.program.index import Method, events_of
from sockslint.program.slices import copied, forward_slice
from sockslint.rulebook.model import Discard, Rule

MAX_CALL_DEPTH = 3
#: Past so many definitions, one made of the other, nobody asks.
_DEEPEST = 50
#: So many bytes, in practice, are taken whole or not at all.
_SHORT = 64
#: The arguments that name an encoding of one byte a character.
_OF_ONE_BYTE = [[Const(name)] for name in ("ascii", "latin-1", "latin1", "iso-8859-1")]


def check(context: Context, rule: Rule) -> list[Finding]:
    """The findings of a rule of this form: the calls whose answer nobody looks at."""
    form = rule.header.discard
    assert form is not None
    findings = []
    lengths = cache(lambda nest: _Lengths(context.program.index.nests[nest]))
    for use in context.uses.every:
        with context.isolated(rule, use):
            if use.member.answer != form.answer or not isinstance(use.event, Call) or not _counts(context, form, use):
                continue
            size = lengths(use.method.outermost).given(use.event) if use.member.answer == "count" else None
            if size is not None and size <= 1:  # all of it is taken, or the call fails
                continue
            droppers = _dropped(context, use.method, use.event, 0)
            if droppers is None:
                continue
            steps = tuple(Step(d.method.unit.path, d.call.span, "and is dropped here") for d in droppers)
            first = Step(use.method.unit.path, use.span, "the answer is returned from here")
            is_short = size is not None and size <= _SHORT
            confidence = Confidence.MEDIUM if steps or is_short else Confidence.HIGH
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
    return use.member.answer != "pending" or not _calls_nobody(context, use)


class _Lengths:
    """How many bytes the locals of a function nest hold at most, whichever of their definitions comes last. What can
    grow in its place, a `bytearray`, is not known."""

    def __init__(self, nest: Sequence[Method]) -> None:
        self._definitions: dict[str, list[Operand | Call]] = {}
        for event in (event for method in nest for event in events_of(method)):
            match event:
                case Call(result=result):
                    self._definitions.setdefault(result, []).append(event)
                case Assign(_, target, value):
                    self._definitions.setdefault(target, []).append(value)
        for parameter in (parameter for method in nest for parameter in method.function.parameters):
            self._definitions.pop(parameter.place, None)
        self._known: dict[str, int | None] = {}

    def given(self, call: Call) -> int | None:
        """How many bytes a call is given at most; None if that is not to be seen."""
        return self.of(call.arguments[0].value) if call.arguments else None

    def of(self, operand: Operand, depth: int = 0) -> int | None:
        """How many bytes an operand has at most; None if that is not to be seen."""
        match operand:
            case Const():
                return _size(operand)
            case str() if not may_be_member(operand) and depth < _DEEPEST:
                if operand not in self._known:
                    self._known[operand] = None  # what is made of itself grows
                    lengths = [self._made(each, depth + 1) for each in self._definitions.get(operand, ())]
                    sure = [length for length in lengths if length is not None]
                    self._known[operand] = max(sure) if sure and len(sure) == len(lengths) else None
                return self._known[operand]
            case _:
                return None

    def _made(self, made: Operand | Call, depth: int) -> int | None:
        """What is assigned, or what a call makes of a text that is known (`bytes("", "ascii")`, `"!".encode()`), of a
        number (`bytes([number])`, in Python 2 `chr(number)`)."""
        if not isinstance(made, Call):
            return self.of(made, depth)
        match made.callee, [argument.value for argument in made.arguments]:
            case "::chr", [_]:
                return 1
            case "::bytes", [Expr("collection", (_,))]:
                return 1
            case "::bytes", [Const(str()) as text, *_]:
                return _size(text)
            case "::bytes", []:
                return 0
            case _, encoding if made.name == "encode" and made.receiver is not None:
                length = self.of(made.receiver, depth)
                each_is_one = isinstance(made.receiver, Const) or encoding[:1] in _OF_ONE_BYTE
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
