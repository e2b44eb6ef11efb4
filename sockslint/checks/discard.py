"""Discard: a result that must be looked at is dropped."""

from __future__ import annotations

from sockslint.checks.context import Context
from sockslint.findings import Confidence, Finding
from sockslint.flow.model import Call
from sockslint.rulebook.model import Rule


def check(context: Context, rule: Rule) -> list[Finding]:
    """The findings of a rule of this form: the calls whose value nobody takes."""
    form = rule.header.discard
    assert form is not None
    return [
        context.finding(rule, use, "ignored", Confidence.HIGH)
        for use in context.uses.get(form.result_of, ())
        if isinstance(use.event, Call) and use.event.discarded and use.node is not None
        if context.program.kind(use.node) != "datagram"
    ]
