"""Runs the analysis on small programs and holds it to the findings that are marked in them.

A line that should bear a finding ends in a comment ``expect: SOCK101`` (or ``error: SOCK101``), with the kind in
parentheses if it matters: ``expect: SOCK101 (spin)``. Several are separated by commas.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sockslint.checks import check
from sockslint.findings import Confidence, Finding
from sockslint.flow.model import Unit
from sockslint.frontends import csharp, python
from sockslint.program import link
from sockslint.rulebook.load import load_rulebook
from sockslint.rulebook.model import Rulebook
from sockslint.text import SourceText

_MARK = re.compile(r"(?:#|//)\s*(?:expect|error):\s*(?P<what>[^#/]+)")
_ONE = re.compile(r"(?P<rule>[A-Z]+\d+)(?:\s*\((?P<kind>[\w-]+)\))?")


class Expected(NamedTuple):
    """A finding as a mark or a report states it."""

    path: str
    line: int
    rule: str
    kind: str | None


@functools.cache
def rulebook() -> Rulebook:
    """The rules that come with sockslint."""
    return load_rulebook()


def lower(path: str, source: SourceText) -> Unit:
    """Lower a source by its name's ending."""
    return (python if path.endswith(".py") else csharp).lower(path, source)


def judge(files: Mapping[str, str], rules: Rulebook | None = None) -> list[Finding]:
    """The findings that a user sees by default, in programs given as text by path."""
    chosen = rules or rulebook()
    units = [lower(path, SourceText(text)) for path, text in files.items()]
    return [f for f in check(link(units, chosen), chosen) if f.confidence >= Confidence.MEDIUM]


def expected(files: Mapping[str, str]) -> list[Expected]:
    """The findings that the programs' marks ask for."""
    return [
        Expected(path, number, one["rule"], one["kind"])
        for path, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        for mark in _MARK.finditer(line)
        for one in _ONE.finditer(mark["what"])
    ]


def agreement(files: Mapping[str, str], rules: Rulebook | None = None) -> tuple[list[str], list[str]]:
    """What is found and what is marked, as comparable lines; a mark without a kind asks for none in particular."""
    marks = expected(files)
    kinds = {mark[:3]: mark.kind for mark in marks}
    found = []
    for finding in judge(files, rules):
        region = SourceText(files[finding.path]).region(finding.span)
        lines = range(region.start_line, region.end_line + 1)
        line = next((n for n in lines if (finding.path, n, finding.rule) in kinds), region.start_line)
        kind = finding.kind if kinds.get((finding.path, line, finding.rule)) else None
        found.append(_shown(Expected(finding.path, line, finding.rule, kind)))
    return sorted(found), sorted(map(_shown, marks))


def _shown(expectation: Expected) -> str:
    path, line, rule, kind = expectation
    return f"{path}:{line}: {rule}" + (f" ({kind})" if kind else "")


def read_case(case: Path) -> dict[str, str]:
    """The files of a case: itself, or, of a folder, all its sources."""
    files = [case] if case.is_file() else sorted(p for p in case.rglob("*") if p.suffix in (".cs", ".py"))
    base = case.parent if case.is_file() else case
    return {file.relative_to(base).as_posix(): file.read_text(encoding="utf-8") for file in files}
