"""The four forms of check: obligation, conflict, reliance, discard. Each judges a program by a rule's data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sockslint.checks import conflict, discard, obligation, reliance
from sockslint.checks.context import Case, Context
from sockslint.faults import fault
from sockslint.findings import Finding, Gap, Judgement
from sockslint.program.link import Program
from sockslint.rulebook.model import Rule, Rulebook
from sockslint.text import Span


def _at_once(check: Callable[[Context, Rule], list[Finding]]) -> Callable[[Context, Rule], Sequence[Case]]:
    """A form that judges all uses together: that is quickly done."""
    return lambda context, rule: [partial(check, context, rule)]


#: The form that a rule's header names, and the cases that it makes of a program.
FORMS: dict[str, Callable[[Context, Rule], Sequence[Case]]] = {
    "obligation": obligation.cases,
    "conflict": _at_once(conflict.check),
    "reliance": _at_once(reliance.check),
    "discard": _at_once(discard.check),
}


def check(programs: Sequence[Program], rulebook: Rulebook) -> Judgement:
    """All findings of all rules, of every confidence, in the order of path and place, and what could not be judged."""
    docket = Docket(programs, rulebook)
    return docket.conclude(map(docket.judge, range(len(docket))))


class Docket:
    """All cases of some programs. Each can be judged without the others, and whoever has the same programs and rules
    has the same cases under the same numbers."""

    def __init__(self, programs: Sequence[Program], rulebook: Rulebook) -> None:
        self._cases: list[tuple[Context, Rule, Case]] = []
        self._gaps: list[Gap] = []
        for program in programs:
            context = Context(program)
            for rule in rulebook.rules:
                if program.language in rule.header.languages:
                    for form, cases in FORMS.items():
                        if getattr(rule.header, form) is not None:
                            try:
                                self._cases += [(context, rule, case) for case in cases(context, rule)]
                            except Exception as error:
                                self._gaps.append(_unchecked(rule, error))

    def __len__(self) -> int:
        return len(self._cases)

    def judge(self, number: int) -> Judgement:
        """What comes of one case."""
        context, rule, case = self._cases[number]
        context.gaps.clear()
        try:
            return Judgement(tuple(case()), tuple(context.gaps))
        except Exception as error:
            return Judgement((), (*context.gaps, _unchecked(rule, error)))

    def conclude(self, judgements: Iterable[Judgement]) -> Judgement:
        """What comes of all cases, given what comes of each in the order of their numbers."""
        surest: dict[tuple[str, Span, str], Finding] = {}
        gaps = set(self._gaps)
        for judgement in judgements:
            for finding in judgement.findings:  # one place may break a rule in several ways, of which one is told
                place = (finding.path, finding.span, finding.rule)
                if place not in surest or finding.confidence > surest[place].confidence:
                    surest[place] = finding
            gaps.update(judgement.gaps)
        return Judgement(
            tuple(surest[place] for place in sorted(surest)),
            tuple(sorted(gaps, key=lambda gap: gap.order)),
        )


def _unchecked(rule: Rule, error: Exception) -> Gap:
    return Gap(None, None, f"nothing was checked by {rule.id}: {fault(error)}", internal=True)
