"""GitLab's code quality report: a JSON array that a merge request shows (docs.gitlab.com, "Code Quality")."""

from __future__ import annotations

from sockslint.findings import Severity
from sockslint.reports.display import one_line
from sockslint.reports.encoding import encode
from sockslint.reports.model import Report
from sockslint.reports.sarif_tool import sentence

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report) -> str:
    """An object for each finding. Fingerprints stay when code moves, so that GitLab tells new findings from old."""
    issues = []
    for finding, fingerprint in report.named():
        region = report.sources[finding.path].region(finding.span)
        issues.append(
            {
                "description": one_line(f"{sentence(finding.message)} {sentence(finding.advice)}"),
                "check_name": finding.rule,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": finding.path,
                    "lines": {"begin": region.start_line, "end": region.end_line},
                },
            }
        )
    return encode(issues)
