"""Runs the analysis on small programs and holds it to the findings that are marked in them.

How they are marked says :mod:`sockslint.examples`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from sockslint import examples
from sockslint.examples import lower
from sockslint.findings import Finding
from sockslint.rulebook.load import load_rulebook
from sockslint.rulebook.model import Rulebook

__all__ = ["agreement", "judge", "lower", "read_case", "rulebook"]


@functools.cache
def rulebook() -> Rulebook:
    """The rules that come with sockslint."""
    return load_rulebook()


def judge(files: Mapping[str, str], rules: Rulebook | None = None) -> list[Finding]:
    """The findings that a user sees by default, in programs given as text by path."""
    return examples.judge(files, rules or rulebook())[1]


def agreement(files: Mapping[str, str], rules: Rulebook | None = None) -> tuple[list[str], list[str]]:
    """What is found and what is marked, as comparable lines."""
    found, marked = examples.agreement(files, judge(files, rules))
    return [str(each) for each in found], [str(each) for each in marked]


def read_case(case: Path) -> dict[str, str]:
    """The files of a case: itself, or, of a folder, all its sources."""
    files = [case] if case.is_file() else sorted(p for p in case.rglob("*") if p.suffix in (".cs", ".py"))
    base = case.parent if case.is_file() else case
    return {file.relative_to(base).as_posix(): file.read_text(encoding="utf-8") for file in files}
