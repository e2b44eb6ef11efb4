"""The report as Markdown, for a comment on a pull request or a job's summary, no longer than GitHub takes.

What comes from the sources stands in ``<code>``, each character that could mean something as a reference, so that
nothing in it is taken for markup, a link or a mention.
"""

from __future__ import annotations

import re
from collections import Counter

from sockslint.findings import Finding, Severity
from sockslint.reports.display import counted, one_line, visible
from sockslint.reports.model import Report
from sockslint.reports.sarif_tool import page_address
from sockslint.text import Span

#: What GitHub takes of a comment, in characters, less room for the last line.
_LONGEST = 65_536 - 200

_SIGNS: dict[Severity, str] = {"error": "🔴", "warning": "🟠", "note": "🔵"}
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+\-!|~@&:$]|(?<=www)\.", re.IGNORECASE)


def render(report: Report) -> str:
    """A headline, the rules with their counts, and each finding with its path folded away."""
    if not report.findings:
        return f"### sockslint: no findings\n\n{counted(report.files_checked, 'file')} checked.\n"
    files = len({finding.path for finding in report.findings})
    total = len(report.findings)
    page = f"### sockslint: {counted(total, 'finding')} in {counted(files, 'file')}\n\n{_rules(report)}"
    for number, finding in enumerate(report.findings):
        block = _finding(report, finding)
        if len(page) + len(block) > _LONGEST:
            return f"{page}\n…and {counted(total - number, 'more finding')}, for which there is no room here.\n"
        page += block
    return page


def _rules(report: Report) -> str:
    counts = Counter(finding.rule for finding in report.findings)
    rows = "".join(f"| {_rule(report, id_)} | {count} |\n" for id_, count in sorted(counts.items()))
    return f"| rule | findings |\n| --- | ---: |\n{rows}"


def _rule(report: Report, id_: str) -> str:
    rule = report.rule(id_)
    title = _code(f"{id_} {rule.name}".rstrip())
    address = page_address(rule)
    return f"[{title}]({address})" if address else title


def _finding(report: Report, finding: Finding) -> str:
    head = f"{_SIGNS[finding.severity]} {_rule(report, finding.rule)} {_place(report, finding.path, finding.span)}"
    steps = ""
    for number, step in enumerate(finding.steps, 1):
        place, line = _place(report, step.path, step.span), _line(report, step.path, step.span)
        steps += f"{number}. {place} {_prose(step.message)}<br>{line}\n"
    path = f"\n<details><summary>The path</summary>\n\n{steps}\n</details>\n" if steps else ""
    code = _line(report, finding.path, finding.span)
    return f"\n{head}\n\n{_prose(finding.message)}\n\n{code}\n\n{_prose(finding.advice)}\n{path}"


def _place(report: Report, path: str, span: Span) -> str:
    return _code(f"{path}:{report.sources[path].line_of(span.start)}")


def _line(report: Report, path: str, span: Span) -> str:
    source = report.sources[path]
    text = one_line(source.line(source.line_of(span.start)))
    return _code(text if len(text) <= 120 else f"{text[:119]}…")


def _prose(text: str) -> str:
    """Our own words, in which what stands between backticks is code."""
    parts = one_line(text).split("`")
    return "".join(_code(part) if at % 2 else _escaped(part) for at, part in enumerate(parts))


def _code(text: str) -> str:
    return f"<code>{_escaped(visible(text))}</code>" if text else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
