"""Fixes: what a rule's page advises, written into the source that a finding lies in.

A rule's page names a fix for each kind of finding (`Message.fix`), a `Remedy` holds what the API models know of the
call, and the syntax tells the rest. A fix is made only where the code has a shape that it is sure of; what comes of it
is for :mod:`sockslint.mending` to find out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import msgspec

from sockslint.findings import Finding, Fix
from sockslint.fixes.handles import handles_of
from sockslint.flow.model import Language
from sockslint.rulebook.model import ApiModel, FixName, Rulebook
from sockslint.text import SourceText


class Fixer(Protocol):
    """Makes the fixes of one file's findings."""

    def fixes(self, finding: Finding, name: FixName) -> list[Fix]:
        """The ways to write what `name` stands for, the likeliest first."""


def fixer(source: SourceText, language: Language, models: Iterable[ApiModel]) -> Fixer:
    """The fixer of a file, under these API models."""
    handles = handles_of(models, language)
    if language == "csharp":
        from sockslint.fixes import csharp

        return csharp.Fixer(source, handles)
    from sockslint.fixes import python

    return python.Fixer(source, handles)


def with_fixes(
    findings: Sequence[Finding],
    rulebook: Rulebook,
    source_of: Callable[[str], tuple[SourceText, Language]],
    tell: Callable[[Finding, Exception], None],
) -> list[Finding]:
    """The findings, each with its fixes. `source_of` gives the text and language of a file by its path; `tell` is told
    of what goes wrong over one, which then has none."""
    fixers: dict[str, Fixer] = {}
    result = []
    for finding in findings:
        name = _fix_of(finding, rulebook)
        if name is None:
            result.append(finding)
            continue
        try:
            if finding.path not in fixers:
                fixers[finding.path] = fixer(*source_of(finding.path), rulebook.models)
            fixes = tuple(fixers[finding.path].fixes(finding, name))
        except Exception as error:
            tell(finding, error)
            fixes = ()
        result.append(msgspec.structs.replace(finding, fixes=fixes) if fixes else finding)
    return result


def _fix_of(finding: Finding, rulebook: Rulebook) -> FixName | None:
    try:
        message = rulebook.rule(finding.rule).header.messages.get(finding.kind)
    except KeyError:
        return None
    return message.fix if message is not None else None
