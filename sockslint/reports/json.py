"""The report as JSON, for programs. Keys are always all there, in this order:

``version``
    The version of sockslint that wrote it.
``findings``
    A list, by path and place. Each has ``rule``, ``name`` (empty if the rule has no page), ``severity`` (error,
    warning, note), ``confidence`` (high, medium, low), ``kind`` (the variety within the rule), ``message``,
    ``advice``, ``path`` (relative to the project's root, with ``/``), ``line``, ``column``, ``endLine``,
    ``endColumn``, ``subject`` (the connection, as written), ``symbol`` (the enclosing function), ``fingerprint``,
    ``steps``: the path through the code, each step with ``path``, ``line``, ``column``, ``endLine``, ``endColumn``
    and ``message``; and ``fixes``: ways to mend it, the likeliest first, each with ``title``, ``safe`` (whether it
    keeps what the program means to do) and ``edits``, each with the ``text`` that takes the place of a region.
``notices``
    What the run has to say about itself, such as files it could not parse. Each has ``path`` and ``line`` (null if
    unknown), ``level`` (error, warning, note) and ``message``.
``summary``
    ``findings``, ``errors``, ``warnings``, ``notes``: how many; ``files``: how many files have findings;
    ``filesChecked``; ``exitStatus``.

Lines and columns count from 1, columns in code points; the end column is that of the first one after the region.
"""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from sockslint.findings import Finding, Severity
from sockslint.reports.encoding import encode
from sockslint.reports.model import Report
from sockslint.text import Span

_Object: TypeAlias = dict[str, object]


def render(report: Report) -> str:
    """The whole report as one JSON object, indented."""
    return encode(
        {
            "version": report.version,
            "findings": [_finding(report, finding, fingerprint) for finding, fingerprint in report.named()],
            "notices": [
                {"path": notice.path, "line": notice.line, "level": notice.level, "message": notice.message}
                for notice in report.notices
            ],
            "summary": _summary(report),
        }
    )


def _finding(report: Report, finding: Finding, fingerprint: str) -> _Object:
    return {
        "rule": finding.rule,
        "name": report.rule(finding.rule).name,
        "severity": finding.severity,
        "confidence": finding.confidence.label,
        "kind": finding.kind,
        "message": finding.message,
        "advice": finding.advice,
        **_place(report, finding.path, finding.span),
        "subject": finding.subject,
        "symbol": finding.symbol,
        "fingerprint": fingerprint,
        "steps": [{**_place(report, step.path, step.span), "message": step.message} for step in finding.steps],
        "fixes": [
            {
                "title": fix.title,
                "safe": fix.safe,
                "edits": [{**_place(report, finding.path, edit.span), "text": edit.text} for edit in fix.edits],
            }
            for fix in finding.fixes
        ],
    }


def _place(report: Report, path: str, span: Span) -> _Object:
    region = report.sources[path].region(span)
    return {
        "path": path,
        "line": region.start_line,
        "column": region.start_column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _summary(report: Report) -> _Object:
    by_severity: Counter[Severity] = Counter(finding.severity for finding in report.findings)
    return {
        "findings": len(report.findings),
        "errors": by_severity["error"],
        "warnings": by_severity["warning"],
        "notes": by_severity["note"],
        "files": len({finding.path for finding in report.findings}),
        "filesChecked": report.files_checked,
        "exitStatus": report.exit_status,
    }
