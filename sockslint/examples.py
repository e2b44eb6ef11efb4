"""Holds the examples on rules' pages to their word: what is found in one is just what is marked in it.

A line that should bear a finding ends in a comment ``expect: SOCK101`` (or ``error: SOCK101``), with the kind in
parentheses if it matters: ``expect: SOCK101 (spin)``. Several are separated by commas. The finding may lie on several
lines; the mark is on one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sockslint.checks import check
from sockslint.findings import Confidence, Finding
from sockslint.flow.model import Language, Unit
from sockslint.lowering import frontend
from sockslint.program import link
from sockslint.rulebook.model import Example, Rule, Rulebook
from sockslint.sources.model import language_of
from sockslint.text import SourceText

_MARK = re.compile(r"(?:#|//)\s*(?:expect|error):\s*(?P<what>[^#/]+)")
_ONE = re.compile(r"(?P<rule>[A-Z]+\d+)(?:\s*\((?P<kind>[\w-]+)\))?")
_FILES: Mapping[Language, str] = {"csharp": "example.cs", "python": "example.py"}


class Expected(NamedTuple):
    """A finding as a mark or a report states it; a mark without a kind asks for none in particular."""

    path: str
    line: int
    rule: str
    kind: str | None

    def __str__(self) -> str:
        """The finding as ``path:line: RULE (kind)``."""
        return f"{self.path}:{self.line}: {self.words}"

    @property
    def words(self) -> str:
        """The rule, and the kind in parentheses if there is one."""
        return self.rule + (f" ({self.kind})" if self.kind else "")


class Agreement(NamedTuple):
    """What is found in a program and what is marked in it, each in order; where they agree they are equal."""

    found: list[Expected]
    marked: list[Expected]


class Fault(NamedTuple):
    """What is wrong with an example or a page: the line of the page, and what."""

    path: str
    line: int
    message: str


def lower(path: str, source: SourceText) -> Unit:
    """Lower a source by its name's ending."""
    return frontend(language_of(path) or "csharp")(path, source)


def judge(
    files: Mapping[str, str], rulebook: Rulebook, confidence: Confidence = Confidence.MEDIUM
) -> tuple[list[Unit], list[Finding]]:
    """The units of programs given as text by path, and the findings in them of a confidence or more."""
    units = [lower(path, SourceText(text)) for path, text in files.items()]
    return units, [each for each in check(link(units, rulebook), rulebook).findings if each.confidence >= confidence]


def expected(files: Mapping[str, str]) -> list[Expected]:
    """The findings that the programs' marks ask for."""
    return [
        Expected(path, number, one["rule"], one["kind"])
        for path, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        for mark in _MARK.finditer(line)
        for one in _ONE.finditer(mark["what"])
    ]


def agreement(files: Mapping[str, str], findings: list[Finding]) -> Agreement:
    """Findings in programs beside the marks there, told alike."""
    marks = expected(files)
    kinds = {mark[:3]: mark.kind for mark in marks}
    found = []
    for finding in findings:
        region = SourceText(files[finding.path]).region(finding.span)
        lines = range(region.start_line, region.end_line + 1)
        line = next((n for n in lines if (finding.path, n, finding.rule) in kinds), region.start_line)
        kind = finding.kind if kinds.get((finding.path, line, finding.rule)) else None
        found.append(Expected(finding.path, line, finding.rule, kind))
    return Agreement(sorted(found, key=str), sorted(marks, key=str))


def faults_of_page(rule: Rule) -> Iterator[Fault]:
    """What the page of a rule of one of the four forms lacks: a bad and a good example in each of its languages."""
    if not rule.header.messages:
        return
    shown = {(example.language, example.verdict) for example in rule.examples}
    for language in rule.header.languages:
        for verdict in ("bad", "good"):
            if (language, verdict) not in shown:
                block = f"```{language} {verdict}"
                hint = f"add a block that begins with {block}, or take {language} out of `languages`"
                yield Fault(rule.path, 1, f"{rule.id} has no {verdict} example in {language}; {hint}")
    for example in rule.examples:
        if example.language not in rule.header.languages:
            yield Fault(rule.path, example.line, f"{rule.id} is not for {example.language}, as its `languages` say")


def faults_of_example(rule: Rule, example: Example, rulebook: Rulebook) -> Iterator[Fault]:
    """What is wrong with an example on the page of a rule: it cannot be read, it finds what it does not mark, it marks
    what it does not find, or it marks its own rule though it is good, or does not though it is bad."""
    path = _FILES[example.language]
    files = {path: example.code}
    units, every = judge(files, rulebook, Confidence.LOW)
    source = SourceText(example.code)
    for unit in units:
        for problem in unit.problems:
            line = example.line + source.line_of(problem.span.start)
            yield Fault(rule.path, line, f"this example cannot be read: {problem.message}")
    found, marked = agreement(files, [each for each in every if each.confidence >= Confidence.MEDIUM])
    unsure = agreement(files, [each for each in every if each.confidence < Confidence.MEDIUM]).found
    known = {each.id for each in rulebook.rules}
    for mark in _without(marked, found):
        why = "is expected here, and not found"
        if mark.rule not in known:
            why = "is expected here, but is no rule"
        elif mark in unsure:
            why = "is expected here, and found at low confidence only"
        elif other := next((each for each in every if each.rule == mark.rule and mark.kind), None):
            why += f"; there is ({other.kind})" if _line(source, other) == mark.line else ""
        yield Fault(rule.path, example.line + mark.line, f"{mark.words} {why}")
    for finding in _without(found, marked):
        message = next(each.message for each in every if each.rule == finding.rule)
        yield Fault(
            rule.path, example.line + finding.line, f"{finding.words} is found here, and not expected: {message}"
        )
    own = any(mark.rule == rule.id for mark in marked)
    if example.verdict == "bad" and not own:
        comment = "#" if example.language == "python" else "//"
        hint = f"end the line that is wrong in `{comment} expect: {rule.id}`"
        yield Fault(rule.path, example.line, f"this example is bad, and marks no finding of {rule.id}; {hint}")
    if example.verdict == "good" and own:
        yield Fault(rule.path, example.line, f"this example is good, and yet marks a finding of {rule.id}")


def _line(source: SourceText, finding: Finding) -> int:
    return source.line_of(finding.span.start)


def _without(some: list[Expected], others: list[Expected]) -> list[Expected]:
    """What is left of some when each of the others takes one away."""
    left = list(some)
    for each in others:
        if each in left:
            left.remove(each)
    return left
