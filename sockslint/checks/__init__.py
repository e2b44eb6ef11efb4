"""The four forms of check: obligation, conflict, reliance, discard. Each judges a program by a rule's data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sockslint.checks import conflict, discard, obligation, reliance
from sockslint.checks.context import Context
from sockslint.faults import fault
from sockslint.findings import Finding, Gap, Judgement
from sockslint.program.link import Program
from sockslint.rulebook.model import Rule, Rulebook

#: The form that a rule's header names, and what judges by it.
FORMS: dict[str, Callable[[Context, Rule], list[Finding]]] = {
    "obligation": obligation.check,
    "conflict": conflict.check,
    "reliance": reliance.check,
    "discard": discard.check,
}


def check(programs: Sequence[Program], rulebook: Rulebook) -> Judgement:
    """All findings of all rules, of every confidence, in the order of path and place, and what could not be judged."""
    findings: list[Finding] = []
    gaps: set[Gap] = set()
    for program in programs:
        context = Context(program)
        for rule in rulebook.rules:
            if program.language in rule.header.languages:
                for form, judge in FORMS.items():
                    if getattr(rule.header, form) is not None:
                        try:
                            findings.extend(judge(context, rule))
                        except Exception as error:
                            gaps.add(Gap(None, None, f"nothing was checked by {rule.id}: {fault(error)}", True))
        gaps.update(context.gaps)
    return Judgement(
        tuple(sorted(findings, key=lambda finding: (finding.path, finding.span, finding.rule))),
        tuple(sorted(gaps, key=lambda gap: gap.order)),
    )
