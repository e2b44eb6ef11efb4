"""The report as one page for a browser: each finding's path drawn through its sources, its rule's page beside it.

The page needs nothing but itself: it loads nothing, its policy allows no script or style but its own, and all that
comes from the sources is escaped. It reads without its script too, which only filters and moves between findings.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from sockslint.findings import Confidence, Finding
from sockslint.reports.display import counted, one_line, visible
from sockslint.reports.frame import Row, frame
from sockslint.reports.model import Report
from sockslint.text import SourceText, Span

_CONTEXT = 2
_WIDTH = 300  # of a line of source, in columns; longer ones are clipped around what is marked


def render(report: Report) -> str:
    """The whole page."""
    style, script = (Path(__file__).with_name(f"page.{kind}").read_text("utf-8") for kind in ("css", "js"))
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>sockslint: {counted(len(report.findings), 'finding')}</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n{_header(report)}"
        f'<main id="findings">\n{"".join(_articles(report))}</main>\n{_rules(report)}'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


# --- what there is, and what to look at ---------------------------------------------------------------------------


def _header(report: Report) -> str:
    findings = report.findings
    files = len({finding.path for finding in findings})
    said = f"{counted(len(findings), 'finding')} in {counted(files, 'file')}" if findings else "No findings"
    notices = "".join(f"<li>{_notice(notice.path, notice.line, notice.message)}</li>" for notice in report.notices)
    return (
        f"<header>\n<h1>sockslint</h1>\n<p>{said}; {counted(report.files_checked, 'file')} checked.</p>\n"
        + (f"<details><summary>About this run</summary><ul>{notices}</ul></details>\n" if notices else "")
        + (_filters(report) if findings else "")
        + "</header>\n"
    )


def _notice(path: str | None, line: int | None, message: str) -> str:
    place = ":".join(str(part) for part in (path, line) if part is not None)
    return f"<code>{_text(place)}</code> {_prose(message)}" if place else _prose(message)


def _filters(report: Report) -> str:
    rules = Counter(finding.rule for finding in report.findings)
    files = Counter(finding.path for finding in report.findings)
    severities = Counter(finding.severity for finding in report.findings)
    named = {id_: f"{id_} {report.rule(id_).name}" for id_ in sorted(rules)}
    return (
        '<form id="filters" hidden>\n'
        + _choice("rule", {id_: f"{name} ({rules[id_]})" for id_, name in named.items()})
        + _choice("file", {path: f"{path} ({files[path]})" for path in sorted(files)})
        + _choice("severity", {each: f"{each} ({severities[each]})" for each in ("error", "warning", "note")})
        + '<label>text <input type="search" name="text" autocomplete="off"></label>\n'
        '<output aria-live="polite"></output>\n'
        '<p class="keys"><kbd>j</kbd> <kbd>k</kbd> next and previous finding, '
        "<kbd>n</kbd> <kbd>p</kbd> next and previous step, <kbd>/</kbd> search</p>\n</form>\n"
    )


def _choice(name: str, options: dict[str, str]) -> str:
    inner = "".join(f'<option value="{_text(value)}">{_text(label)}</option>' for value, label in options.items())
    return f'<label>{name} <select name="{name}"><option value="">all</option>{inner}</select></label>\n'


# --- findings ------------------------------------------------------------------------------------------------------


def _articles(report: Report) -> Iterator[str]:
    for number, finding in enumerate(report.findings, 1):
        rule = report.rule(finding.rule)
        region = report.sources[finding.path].region(finding.span)
        place = f"{finding.path}:{region.start_line}:{region.start_column}"
        sure = "" if finding.confidence is Confidence.HIGH else f" ({finding.confidence.label} confidence)"
        yield (
            f'<article id="f{number}" tabindex="-1" data-rule="{_text(finding.rule)}" '
            f'data-file="{_text(finding.path)}" data-severity="{finding.severity}" aria-labelledby="h{number}">\n'
            f'<h2 id="h{number}"><span class="{finding.severity}">{finding.severity}</span> '
            f'<a href="#rule-{_text(finding.rule)}">{_text(f"{finding.rule} {rule.name}")}</a>{sure}</h2>\n'
            f'<p class="place"><a href="#f{number}">{_text(place)}</a></p>\n<p>{_prose(finding.message)}</p>\n'
            f'{_source(report, finding)}<p class="advice"><strong>Instead:</strong> {_prose(finding.advice)}</p>\n'
            "</article>\n"
        )


def _source(report: Report, finding: Finding) -> str:
    """The flagged code, if no path begins with it, and the code of each step in the order of the path."""
    steps: list[str] = []
    whole = f'<div class="code" tabindex="0">{_frame(report.sources[finding.path], finding.span)}</div>\n'
    if not finding.steps:
        return whole
    for step in finding.steps:
        source = report.sources[step.path]
        where = f"{step.path}:{source.line_of(step.span.start)}"
        steps.append(
            f'<li tabindex="-1"><p>{_prose(step.message)} <span class="place">{_text(where)}</span></p>'
            f'<div class="code" tabindex="0">{_frame(source, step.span)}</div></li>\n'
        )
    begins = (finding.steps[0].path, finding.steps[0].span) == (finding.path, finding.span)
    return f'{"" if begins else whole}<ol class="path">\n{"".join(steps)}</ol>\n'


def _frame(source: SourceText, span: Span) -> str:
    rows = frame(source, span, _WIDTH, _CONTEXT)
    shared = _shared_indentation(rows)
    return f"<pre>{''.join(_row(row, shared) for row in rows)}</pre>"


def _shared_indentation(rows: Sequence[Row | None]) -> int:
    """By how many columns all rows are indented, blank ones aside; a narrow screen has no room for that."""
    indented = [
        min(len(row.before), len(text) - len(text.lstrip()))
        for row in rows
        if row is not None and (text := f"{row.before}{row.marked or ''}{row.after}").strip()
    ]
    return min(indented, default=0)


def _row(row: Row | None, shared: int) -> str:
    if row is None:
        return '<span class="line">…</span>\n'
    marked = f"<mark>{_text(row.marked)}</mark>" if row.marked else ""
    indentation = f'<span class="indentation">{row.before[:shared]}</span>' if shared else ""
    code = f"{indentation}{_text(row.before[shared:])}{marked}{_text(row.after)}"
    return f'<span class="line"><span class="number">{row.number}</span>{code}</span>\n'


# --- rules ---------------------------------------------------------------------------------------------------------


def _rules(report: Report) -> str:
    if not report.findings:
        return ""
    from markdown_it import MarkdownIt  # HTML within pages stays text, and addresses that run scripts are no links

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    sections = []
    for id_ in sorted({finding.rule for finding in report.findings}):
        rule = report.rule(id_)
        page = markdown.render(rule.page or rule.header.summary)
        sections.append(f'<section id="rule-{_text(id_)}" tabindex="-1">\n{page}</section>\n')
    return f'<aside aria-label="The rule">\n{"".join(sections)}</aside>\n'


# --- text ----------------------------------------------------------------------------------------------------------


def _text(text: str) -> str:
    return escape(visible(text))


def _prose(text: str) -> str:
    """Our own words, in which what stands between backticks is code."""
    parts = one_line(text).split("`")
    return "".join(f"<code>{escape(part)}</code>" if at % 2 else escape(part) for at, part in enumerate(parts))
