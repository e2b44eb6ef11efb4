"""Findings that the source itself asks not to be told, and directives that ask in vain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from sockslint.directives import Directive, Name, directives
from sockslint.findings import Confidence, Finding
from sockslint.flow.model import Unit
from sockslint.rulebook.model import Rulebook
from sockslint.selection import beginnings, known_names, rules_meant
from sockslint.spelling import nearest
from sockslint.statements import Statements, lines_of
from sockslint.text import SourceText, Span

#: The rule that a directive itself may break.
RULE = "SOCK001"
#: The rule that advice names where there is none to name.
_EXAMPLE = "SOCK101"


class Suppressed(NamedTuple):
    """A finding that a directive silences, and the reason it gives (or ``""``)."""

    finding: Finding
    reason: str


class Outcome(NamedTuple):
    """What is left of the findings, what was silenced, and what is to be said about the directives (as `RULE`)."""

    kept: list[Finding]
    suppressed: list[Suppressed]
    extra: list[Finding]


def suppress(
    findings: Sequence[Finding],
    units: Sequence[Unit],
    sources: Mapping[str, SourceText],
    rulebook: Rulebook,
    active: Callable[[str, str], bool],
) -> Outcome:
    """Take out the findings that directives in their files silence.

    `sources` holds the text of every unit. `active` tells whether a rule, given by its id, ran on a file: a directive
    is called unused only for rules that did, and not in a file of which some part could not be analysed. `RULE` is
    reported if it is itself active. All in order of `units`, and within a unit by place.
    """
    by_path: dict[str, list[Finding]] = {unit.path: [] for unit in units}
    outcome = Outcome([finding for finding in findings if finding.path not in by_path], [], [])
    for finding in findings:
        if finding.path in by_path:
            by_path[finding.path].append(finding)
    for unit in units:
        if not unit.comments:
            outcome.kept.extend(by_path[unit.path])
            continue
        file = _File(unit, sources[unit.path], rulebook)
        file.settle(by_path[unit.path], outcome)
        complaints = [each for each in file.complaints(active) if active(RULE, unit.path)]
        outcome.extra.extend(each for each in complaints if file.silencing(each) is None)
    return outcome


class _File:
    """One unit with its directives, and which of them have been of use."""

    def __init__(self, unit: Unit, source: SourceText, rulebook: Rulebook) -> None:
        self._unit, self._source, self._rulebook = unit, source, rulebook
        self._directives = directives(unit, source, frozenset(known_names(rulebook)))
        names = {name.text for directive in self._directives for name in directive.names}
        self._meant = {name: rules_meant(name, rulebook) for name in names}
        self._findings: Sequence[Finding] = ()
        self._used: set[Span] = set()
        self._ends_by_rule: dict[str, dict[Span, float]] = {}

    @cached_property
    def _statements(self) -> Statements:
        return Statements(self._source, self._unit.language)

    def settle(self, findings: Sequence[Finding], outcome: Outcome) -> None:
        """Sort the findings of this file into those kept and those suppressed."""
        self._findings = findings
        for finding in findings:
            directive = self.silencing(finding)
            if directive is None:
                outcome.kept.append(finding)
            else:
                outcome.suppressed.append(Suppressed(finding, directive.reason))

    def silencing(self, finding: Finding) -> Directive | None:
        """The first directive that silences a finding; all that do are marked as used."""
        first = None
        for directive in self._directives:
            if directive.form in ("malformed", "restore"):
                continue
            if self._speaks_of(directive, finding.rule) and self._reaches(directive, finding):
                self._used.update(name.span for name in directive.names if finding.rule in self._meant[name.text])
                first = first or directive
        return first

    def _speaks_of(self, directive: Directive, rule: str) -> bool:
        return not directive.names or any(rule in self._meant[name.text] for name in directive.names)

    def _reaches(self, directive: Directive, finding: Finding) -> bool:
        if directive.form == "ignore-file":
            return True
        if directive.form == "attribute":
            return directive.scope is None or directive.scope.start <= finding.span.start < directive.scope.end
        region = lines_of(self._source, finding.span)
        if directive.form == "disable":
            return directive.line < region.first < self._ends(finding.rule)[directive.span]
        if region.first <= directive.line <= region.last:
            return True
        statement = self._statements.around(finding.span)
        return directive.line == statement.first or (directive.line == statement.last and not directive.above)

    def _ends(self, rule: str) -> dict[Span, float]:
        """The line on which each pragma that switches a rule off ends, by the pragma's place."""
        if rule not in self._ends_by_rule:
            ends, end = {}, float("inf")
            for directive in reversed(self._directives):
                if directive.form == "disable":
                    ends[directive.span] = end
                elif directive.form == "restore" and self._speaks_of(directive, rule):
                    end = directive.line
            self._ends_by_rule[rule] = ends
        return self._ends_by_rule[rule]

    def complaints(self, active: Callable[[str, str], bool]) -> list[Finding]:
        """A finding for each name that silences nothing, is no rule's, or is missing."""
        found = []
        for directive in self._directives:
            if directive.form == "malformed":
                found.append(self._malformed(directive))
                continue
            for name in directive.names:
                rules = self._meant[name.text]
                if not rules:
                    found.append(self._unknown(name))
                elif directive.form == "restore" or RULE in rules or name.span in self._used:
                    continue
                elif all(active(rule, self._unit.path) for rule in rules) and not self._unit.problems:
                    found.append(self._unused(name))
        return found

    def _unused(self, name: Name) -> Finding:
        message = f"this suppression of `{name.text}` is not needed: there is no such finding here"
        return self._finding("unused", name, message, f"Take `{name.text}` out, or remove the whole suppression.")

    def _unknown(self, name: Name) -> Finding:
        hint = ""
        if begun := beginnings(name.text, self._rulebook):
            hint = f"Ids begin with {', '.join(begun)}. "
        elif meant := nearest(name.text, known_names(self._rulebook)):
            hint = f"Did you mean `{meant}`? "
        message = f"`{name.text}` is no rule, so this suppresses nothing"
        return self._finding("unknown", name, message, f"{hint}`sockslint --list-rules` shows all rules.")

    def _malformed(self, directive: Directive) -> Finding:
        name = directive.names[0] if directive.names else Name("", directive.span)
        what = f"`{name.text}` is no directive" if name.text else "it names no rule"
        read = directive._replace(form="ignore", names=())
        here = {each.rule for each in self._findings if self._reaches(read, each)} or {_EXAMPLE}
        advice = f"Write `sockslint: ignore[{', '.join(sorted(here))}] reason`, or `ignore-file` for the whole file."
        return self._finding("malformed", name, f"this comment suppresses nothing: {what}", advice)

    def _finding(self, kind: str, name: Name, message: str, advice: str) -> Finding:
        return Finding(
            rule=RULE,
            path=self._unit.path,
            span=name.span,
            message=message,
            advice=advice,
            kind=kind,
            subject=name.text,
            symbol="",
            severity=self._rulebook.rule(RULE).header.severity,
            confidence=Confidence.HIGH,
        )
