"""One line for each finding, in the form that editors and `grep` know: ``path:line:column: rule message``."""

from __future__ import annotations

from sockslint.reports.display import one_line, visible
from sockslint.reports.model import Report


def render(report: Report) -> str:
    """A line for each finding; columns count code points. Empty if there is none."""
    lines = []
    for finding in report.findings:
        region = report.sources[finding.path].region(finding.span)
        place = f"{visible(finding.path)}:{region.start_line}:{region.start_column}"
        lines.append(f"{place}: {finding.rule} {one_line(finding.message)}\n")
    return "".join(lines)
