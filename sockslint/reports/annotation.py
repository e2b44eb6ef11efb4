"""A finding as the few plain lines that a service shows beside the code."""

from __future__ import annotations

from sockslint.findings import Finding
from sockslint.reports.display import one_line, visible
from sockslint.reports.model import Report


def annotation(report: Report, finding: Finding) -> str:
    """The message, the steps of the path, each with its place, and the advice; a line each, the last not ended."""
    lines = [one_line(finding.message)]
    for number, step in enumerate(finding.steps, 1):
        line = report.sources[step.path].line_of(step.span.start)
        lines.append(f"{number}. {visible(step.path)}:{line}: {one_line(step.message)}")
    return "\n".join([*lines, f"help: {one_line(finding.advice)}"])
