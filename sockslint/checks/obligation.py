"""Obligation: a call raises a duty on a connection, which every path must settle, here or up the callers.

Where the paths of a function end with the duty open, each caller answers for it at the call. It becomes a finding
where nobody is left: a callback, a thread's entry, a public function that nothing calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from sockslint.checks import completion, handling, ownership
from sockslint.checks.context import Case, Context
from sockslint.checks.judgement import Judgement
from sockslint.checks.uses import Use
from sockslint.findings import Confidence, Finding
from sockslint.flow.model import Call, Read
from sockslint.rulebook.model import Obligation, Rule

#: Which of several faults of one receive is told.
_ORDER = ("spin", "rearm", "not-closed", "ignored")


def cases(context: Context, rule: Rule) -> list[Case]:
    """The findings of a rule of this form, a case for each use where paths are followed: one a site, the clearest of
    its faults."""
    obligation = rule.header.obligation
    assert obligation is not None
    if obligation.raised_by == "begin":
        return [partial(completion.check, context, rule)]
    if obligation.owes == "handling":
        return [partial(handling.check, context, rule, obligation)]
    if obligation.raised_by == "make":
        return ownership.cases(context, rule, obligation)
    if obligation.raised_by == "entrust":
        return [partial(ownership.check_entrusted, context, rule, obligation)]
    uses = _failing(context, obligation) if obligation.on == "failure" else _ending(context, obligation)
    judged = (use for use in _first_reads(uses) if not context.uses.is_expected_to_fail(use))
    return [partial(_check, context, rule, obligation, use) for use in judged]


def _check(context: Context, rule: Rule, obligation: Obligation, use: Use) -> list[Finding]:
    with context.isolated(rule, use):
        judgement = Judgement(context, obligation, use)
        faults = judgement.faults()
        if judgement.simulation.gave_up and not faults:
            context.give_up(rule, use)
        if faults:
            fault = min(faults, key=lambda each: (each.doubt, _ORDER.index(each.kind), len(each.steps)))
            confidence = Confidence(max(Confidence.HIGH - fault.doubt, Confidence.LOW))
            return [context.reporter.finding(rule, use, fault.kind, confidence, fault.steps)]
    return []


def _first_reads(uses: Iterable[Use]) -> Iterator[Use]:
    """A property tells the same count each time that it is read: the first read stands for all."""
    counted: set[tuple[int, str]] = set()
    for use in uses:
        if isinstance(use.event, Read):
            if (use.method.id, use.event.place) in counted:
                continue
            counted.add((use.method.id, use.event.place))
        yield use


def _ending(context: Context, obligation: Obligation) -> list[Use]:
    """The uses of a role that yield the end of a stream."""
    receives = [use for use in context.uses.every if use.member.role == obligation.raised_by and _raises(context, use)]
    return [use for use in receives if not _is_read_before(context, use, receives)]


def _is_read_before(context: Context, use: Use, receives: Sequence[Use]) -> bool:
    """Whether a count is read once more, of event args that all callers have read it of: that is no other receive, and
    is come to with what they have made of the count."""
    callers = context.effects.callers.get(use.method.id, ())
    if not isinstance(use.event, Read) or not callers or use.method.id in context.effects.referenced:
        return False
    family = context.program.family(use.node or "")
    readers = {
        each.method.id
        for each in receives
        if each.method is not use.method and each.node is not None and context.program.family(each.node) == family
    }
    return all(caller.site.method in readers for caller in callers)


def _raises(context: Context, use: Use) -> bool:
    """Whether a use is a receive on a connection, whose stream can end there."""
    if use.member.end_of_stream is None and use.member.raises_at_end is None:
        return False
    if use.node is None or not context.connections.is_connection(use):
        return False
    if context.connections.expects_datagrams(use):
        return False
    return context.program.kind(use.node) != "event_args" or _handles_receive(context, use)


def _failing(context: Context, obligation: Obligation) -> list[Use]:
    """The uses that tell of a receive's failure: calls that raise, and what shows it in event args read by a handler.

    Handshakes and their like, which yield no end of a stream, are no receives.
    """
    receives = [use for use in _ending(context, obligation) if use.member.end_of_stream is not None]
    handled = {(use.method.id, use.node) for use in receives if isinstance(use.event, Read)}
    return [
        *(use for use in receives if isinstance(use.event, Call) and context.uses.exceptions_of(use)),
        *(
            use
            for use in context.uses.every
            if use.member.at_failure is not None and use.member.role is None and (use.method.id, use.node) in handled
        ),
    ]


def _handles_receive(context: Context, use: Use) -> bool:
    """Whether event args are read by a handler of receives: senders and acceptors read the same count, and an object
    that is made of them hands it on."""
    if use.method.function.kind == "constructor":
        return False
    begun = context.event_args.begun_for(use)
    if begun and "receive.begin" not in begun:
        return False
    name = use.method.name.lower()  # one handler may stand for both, and call one method for each
    return "send" not in name or "rec" in name
