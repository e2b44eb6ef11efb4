"""Annotations on GitHub, as the workflow commands that a job prints: ``::error file=…,line=…::message``.

GitHub shows ten of each level for a step of a job; the SARIF report has no such limit.
"""

from __future__ import annotations

from sockslint.findings import Finding, Severity
from sockslint.reports.annotation import annotation
from sockslint.reports.display import visible
from sockslint.reports.model import Report

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report) -> str:
    """A command for each finding, holding its message, its path and its advice. Empty if there is none."""
    return "".join(f"{_command(report, finding)}\n" for finding in report.findings)


def _command(report: Report, finding: Finding) -> str:
    region = report.sources[finding.path].region(finding.span)
    properties = {"file": visible(finding.path), "line": region.start_line, "endLine": region.end_line}
    if region.start_line == region.end_line:  # GitHub takes columns only within one line
        properties |= {"col": region.start_column, "endColumn": region.end_column}
    properties["title"] = f"{finding.rule} {report.rule(finding.rule).name}".rstrip()
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(annotation(report, finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
