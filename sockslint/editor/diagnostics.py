"""Findings and notices as diagnostics."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types

from sockslint.editor.orders import Outcome, Page
from sockslint.editor.places import line_range, range_of
from sockslint.findings import Finding, Severity, Step
from sockslint.reports.model import Notice
from sockslint.reports.sarif_tool import sentence
from sockslint.text import SourceText, Span, Unit

SOURCE = "sockslint"

_SEVERITY: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}


class Client(NamedTuple):
    """What a client counts columns in, and which parts of a diagnostic it shows."""

    unit: Unit
    related: bool
    address: bool


class Shown(NamedTuple):
    """A diagnostic, the file that it lies in, and the finding that it tells of, if it is no notice."""

    path: str
    diagnostic: types.Diagnostic
    finding: Finding | None = None


class Telling:
    """Tells one outcome to one client; `address` gives the URI of a file by its absolute path."""

    def __init__(self, outcome: Outcome, client: Client, address: Callable[[str], str]) -> None:
        self._outcome, self._client, self._address = outcome, client, address
        self._sources: dict[str, SourceText] = {}

    @cached_property
    def shown(self) -> list[Shown]:
        """The findings, and the notices that speak of a file, as diagnostics."""
        findings = zip(self._outcome.findings, self._outcome.fingerprints, strict=True)
        shown = [Shown(self.path(each.path), self._finding(each, name), each) for each, name in findings]
        return shown + [Shown(self.path(each.path), _notice(each)) for each in self._outcome.notices if each.path]

    @property
    def pages(self) -> Mapping[str, Page]:
        """The pages of the rules that have findings."""
        return self._outcome.pages

    def path(self, path: str) -> str:
        """The absolute path of a file that findings and notices name."""
        return os.path.normpath(Path(self._outcome.root, path))

    def source(self, path: str) -> SourceText:
        """The text of a file as it was checked."""
        if path not in self._sources:
            self._sources[path] = SourceText(self._outcome.sources[path].decode("utf-8", "surrogatepass"))
        return self._sources[path]

    def range(self, path: str, span: Span) -> types.Range:
        """A span of a file as the client counts."""
        return range_of(self.source(path), span, self._client.unit)

    def _finding(self, finding: Finding, fingerprint: str) -> types.Diagnostic:
        page = self._outcome.pages.get(finding.rule)
        address = page.address if page and self._client.address else None
        return types.Diagnostic(
            range=self.range(finding.path, finding.span),
            severity=_SEVERITY[finding.severity],
            code=finding.rule,
            code_description=types.CodeDescription(address) if address else None,
            source=SOURCE,
            message=f"{sentence(finding.message)}\n{sentence(finding.advice)}",
            related_information=[self._step(step) for step in finding.steps if self._client.related] or None,
            data={"fingerprint": fingerprint},
        )

    def _step(self, step: Step) -> types.DiagnosticRelatedInformation:
        place = self.range(step.path, step.span)
        return types.DiagnosticRelatedInformation(
            types.Location(self._address(self.path(step.path)), place), sentence(step.message)
        )


def _notice(notice: Notice) -> types.Diagnostic:
    """What kept a file from being checked whole, at its line or at the top; our own faults are warnings."""
    severity = types.DiagnosticSeverity.Warning if notice.level == "error" else types.DiagnosticSeverity.Information
    return types.Diagnostic(line_range(notice.line), sentence(notice.message), severity, source=SOURCE)
