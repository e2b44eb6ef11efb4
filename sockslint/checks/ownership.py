"""The obligation that the making of a connection raises: whoever makes one releases it on every path, or hands it on.

It is settled by the release, and by whatever gives the connection to somebody else: a return, a member, a collection,
an object that is made of it, a thread, a callback. What the program's own functions do with it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sockslint.checks.callbacks import ENTRY_POINTS
from sockslint.checks.context import Case, Context
from sockslint.checks.reporting import end_of
from sockslint.checks.uses import Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.model import Assign, Call, is_temporary
from sockslint.program.calls import argument_at
from sockslint.program.index import Method, events_of
from sockslint.program.nodes import returned
from sockslint.program.ownership import RETURNS, Ownership
from sockslint.program.paths import Outcome
from sockslint.rulebook.model import MAKING, Obligation, Rule

#: Which of several faults of one connection is told.
_ORDER = ("normal-path", "early-return", "exception-path")


def cases(context: Context, rule: Rule, obligation: Obligation) -> list[Case]:
    """The findings of an obligation of this kind, a case for each call that makes a connection."""
    return [partial(_check, context, rule, obligation, use, call) for use, call in _making(context)]


def _check(context: Context, rule: Rule, obligation: Obligation, use: Use, call: Call) -> list[Finding]:
    assert obligation.owes != "completion" and obligation.owes != "handling"
    with context.isolated(rule, use):
        ownership = Ownership(context.analyses, obligation.owes)
        first = Step(use.method.unit.path, use.span, "is made here")
        outcomes = ownership.after_making(use.site, call, use.member, (first,))
        if ownership.gave_up:
            context.give_up(rule, use)
        faults = [
            (_kind(outcome, outcomes.settles), outcome)
            for outcome in outcomes.unsettled
            if not _ends_the_process(context, use, outcome)
        ]
        if faults:
            kind, outcome = min(faults, key=lambda each: _plainness(*each))
            certain = Confidence.MEDIUM if kind == "exception-path" else Confidence.HIGH
            confidence = Confidence(max(certain - outcome.doubt, Confidence.LOW))
            return [context.reporter.finding(rule, use, kind, confidence, _to_the_end(use.method, outcome))]
    return []


def _plainness(kind: str, outcome: Outcome) -> tuple[object, ...]:
    """By what one of several faults is chosen: the surest and shortest, and of those alike the first to come about."""
    steps = tuple((step.path, step.span.start) for step in outcome.trail)
    return outcome.doubt, _ORDER.index(kind), len(steps), steps


def _to_the_end(method: Method, outcome: Outcome) -> tuple[Step, ...]:
    """The path to where the connection is lost: the function's end, if nothing else is told of it."""
    if outcome.kind != "return" or outcome.trail[-1].message == RETURNS:
        return outcome.trail
    return (*outcome.trail, end_of(method, f"{method.name} ends, and it is still open", outcome.left_at))


def check_entrusted(context: Context, rule: Rule, obligation: Obligation) -> list[Finding]:
    """The findings of an obligation that a callback has with what it is given, at the calls that name the callback.

    Where it receives till the end of the stream, what it does then is for others to judge.
    """
    assert obligation.owes != "completion" and obligation.owes != "handling"
    findings = []
    for use, callback, place in _entrusted(context):
        with context.isolated(rule, use):
            ownership = Ownership(context.analyses, obligation.owes)
            first = Step(callback.unit.path, callback.function.span, f"{callback.name} is given {place}")
            outcomes = ownership.after_entrusting(callback, place, use.member.entrusts or "", (first,))
            if ownership.gave_up:
                context.give_up(rule, use)
            # What fails is closed by whoever calls the callback, or by itself.
            returning = [each for each in outcomes.unsettled if each.kind == "return" and not each.passed]
            if returning and not _sees_the_end(context, callback, place):
                outcome = min(returning, key=lambda each: (each.doubt, len(each.trail)))
                last = end_of(callback, f"{callback.name} ends, and {place} is still open", outcome.left_at)
                kind = "early-return" if outcomes.settles else "normal-path"
                confidence = Confidence(max(Confidence.HIGH - outcome.doubt, Confidence.LOW))
                findings.append(context.reporter.finding(rule, use, kind, confidence, (*outcome.trail, last)))
    return findings


def _entrusted(context: Context) -> Iterator[tuple[Use, Method, str]]:
    """The calls that entrust a connection to a callback, each with the callback and the parameter that it is."""
    for use in context.uses.every:
        callback = argument_at(use.event, use.member.callback) if isinstance(use.event, Call) else None
        if use.member.entrusts is not None and callback is not None:
            at = use.member.callback_takes.index(use.member.entrusts)
            for function in context.program.functions_of(use.method, callback):
                method = context.program.methods[function]
                given = method.function.given
                if at < len(given) and any(block.events for block in method.function.blocks):
                    yield use, method, given[at].place


def _sees_the_end(context: Context, callback: Method, place: str) -> bool:
    """Whether something receives from what a callback is given in a way that tells of the end of the stream."""
    family = context.program.family(context.program.node(callback, place))
    return any(
        use.member.end_of_stream is not None and use.node is not None and context.program.family(use.node) == family
        for use in context.uses.of("receive.complete")
    )


def _making(context: Context) -> Iterator[tuple[Use, Call]]:
    """The calls that make a connection which is theirs: those of the platform's, and those of functions that make one
    and return it."""
    for use in context.uses.every:
        makes = use.member.role in MAKING and use.member.subject == "result" and not use.member.lent
        if not makes or not isinstance(use.event, Call):
            continue
        if context.uses.is_expected_to_fail(use) or _prepares_itself(context, use, use.event):
            continue
        if not _is_still_to_come(context, use, use.event):
            yield use, use.event
            yield from _returned(context, use)


def _returned(context: Context, use: Use) -> Iterator[tuple[Use, Call]]:
    """The calls that get what a function makes by a use, if it keeps nothing of it."""
    program, function = context.program, use.method
    result = program.aliases.find(returned(function.id))
    made = program.node(function, use.event.result) if isinstance(use.event, Call) else ""
    if program.aliases.find(made) != result or result in context.held_by_members:
        return
    if "contextmanager" in function.function.flags:
        return  # it has it back when the scope ends
    for caller in context.effects.callers.get(function.id, ()):
        method = context.program.methods[caller.site.method]
        if isinstance(caller.event, Call) and len(program.resolve(method, caller.event).targets) == 1:
            node = program.node(method, caller.event.result)
            yield Use(caller.site, method, caller.event, use.member, caller.event.result, node), caller.event


def _prepares_itself(context: Context, use: Use, call: Call) -> bool:
    """Whether a constructor is called as a base's, on the object that is being made."""
    return use.member.form == "new" and context.program.created_type(use.method, call) is None


def _is_still_to_come(context: Context, use: Use, call: Call) -> bool:
    """Whether a call yields a task that is kept under a name: a connection there is when that has ended, if ever."""
    begins = use.member.io == "async" and use.member.name not in context.program.apis.completions
    if not begins or call.awaited or context.program.language != "csharp":
        return False
    kept = (event for event in events_of(use.method) if isinstance(event, Assign) and event.value == call.result)
    return any(not is_temporary(event.target) for event in kept)


def _kind(outcome: Outcome, settles: bool) -> str:
    if outcome.passed or outcome.kind == "raise":
        return "exception-path"
    return "early-return" if settles else "normal-path"


def _ends_the_process(context: Context, use: Use, outcome: Outcome) -> bool:
    """Whether the process ends with the path, and the connection with it. A failure that is caught in an entry point is
    told all the same: such a program goes on, or is copied into one that does."""
    if use.method.function.kind == "module":
        return outcome.kind != "lost"
    if use.method.name == ENTRY_POINTS[context.program.language]:
        return outcome.kind == "raise" or (outcome.kind == "return" and not outcome.passed)
    return outcome.kind == "raise" and use.method.id in context.callbacks.unguarded
