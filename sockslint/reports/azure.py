"""Issues of a job in Azure Pipelines, as logging commands: ``##vso[task.logissue type=error;…]message``.

Azure knows errors and warnings, so notes are warnings there. The escapes are those of its agent (Microsoft Learn,
"Logging commands"); a percent sign is written ``%AZP25``.
"""

from __future__ import annotations

from sockslint.findings import Finding, Severity
from sockslint.reports.annotation import annotation
from sockslint.reports.display import visible
from sockslint.reports.model import Report

_TYPES: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "warning"}


def render(report: Report) -> str:
    """A command for each finding, holding its message, its path and its advice. Empty if there is none."""
    return "".join(f"{_command(report, finding)}\n" for finding in report.findings)


def _command(report: Report, finding: Finding) -> str:
    region = report.sources[finding.path].region(finding.span)
    properties = {
        "type": _TYPES[finding.severity],
        "sourcepath": visible(finding.path),
        "linenumber": region.start_line,
        "columnnumber": region.start_column,
        "code": finding.rule,
    }
    written = "".join(f"{key}={_property(str(value))};" for key, value in properties.items())
    return f"##vso[task.logissue {written}]{_data(annotation(report, finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")
