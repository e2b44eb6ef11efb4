"""The obligation that the making of a connection raises: whoever makes one releases it on every path, or hands it on.

It is settled by the release, and by whatever gives the connection to somebody else: a return, a member, a collection,
an object that is made of it, a thread, a callback. What the program's own functions do with it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from sockslint.checks.context import Context, Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.model import Call
from sockslint.program.ownership import Ownership
from sockslint.program.paths import Outcome
from sockslint.rulebook.model import MAKING, Obligation, Rule

#: Which of several faults of one connection is told.
_ORDER = ("normal-path", "early-return", "exception-path")

#: Where C# programs begin and end, and by custom Python's scripts. A failure that is caught there is told all the same:
#: such a program goes on, or is copied into one that does.
ENTRY_POINT = "Main"
SCRIPT = "main"


def check(context: Context, rule: Rule, obligation: Obligation) -> list[Finding]:
    """The findings of an obligation of this kind, at the calls that make a connection."""
    assert obligation.owes != "completion" and obligation.owes != "handling"
    findings = []
    for use, call in _making(context):
        with context.isolated(rule, use):
            ownership = Ownership(context.program, context.effects, context.exceptions, obligation.owes)
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
                kind, outcome = min(faults, key=lambda each: (each[1].doubt, _ORDER.index(each[0]), len(each[1].trail)))
                certain = Confidence.MEDIUM if kind == "exception-path" else Confidence.HIGH
                confidence = Confidence(max(certain - outcome.doubt, Confidence.LOW))
                findings.append(context.finding(rule, use, kind, confidence, outcome.trail))
    return findings


def _making(context: Context) -> Iterator[tuple[Use, Call]]:
    """The calls that make a connection which is theirs."""
    for use in context.every:
        makes = use.member.role in MAKING and use.member.subject == "result" and not use.member.lent
        if makes and isinstance(use.event, Call) and not _prepares_itself(context, use, use.event):
            yield use, use.event


def _prepares_itself(context: Context, use: Use, call: Call) -> bool:
    """Whether a constructor is called as a base's, on the object that is being made."""
    return use.member.form == "new" and context.program.created_type(use.method, call) is None


def _kind(outcome: Outcome, settles: bool) -> str:
    if outcome.passed or outcome.kind == "raise":
        return "exception-path"
    return "early-return" if settles and outcome.kind == "return" else "normal-path"


def _ends_the_process(context: Context, use: Use, outcome: Outcome) -> bool:
    """Whether the process ends with the path, and the connection with it."""
    name = use.method.name
    if use.method.function.kind == "module":
        return outcome.kind != "lost"
    if context.program.language == "python" and name == SCRIPT:
        return outcome.kind == "raise" or (outcome.kind == "return" and not outcome.passed)
    return outcome.kind == "raise" and name == ENTRY_POINT
