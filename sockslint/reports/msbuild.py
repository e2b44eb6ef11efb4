"""One line for each finding in the form that MSBuild and Visual Studio's error list read:
``/src/Server.cs(42,17): warning SOCK101: message``.

Paths are absolute, since MSBuild takes others to be relative to its project. A note is said as ``info``, which MSBuild
prints and counts as neither error nor warning.
"""

from __future__ import annotations

from sockslint.findings import Severity
from sockslint.reports.display import one_line, visible
from sockslint.reports.model import Report
from sockslint.reports.sarif_tool import sentence

_CATEGORIES: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "info"}


def render(report: Report) -> str:
    """A line for each finding; columns count UTF-16 code units, as .NET does. Empty if there is none."""
    lines = []
    for finding in report.findings:
        region = report.sources[finding.path].region(finding.span, "utf16")
        place = f"{visible(str(report.root / finding.path))}({region.start_line},{region.start_column})"
        text = f"{one_line(sentence(finding.message))} {one_line(sentence(finding.advice))}"
        lines.append(f"{place}: {_CATEGORIES[finding.severity]} {finding.rule}: {text}\n")
    return "".join(lines)
