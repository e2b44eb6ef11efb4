"""The reports that services read, each held to its reader: what they say comes out as it went in."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import jsonschema
import junitparser
import msgspec
import pytest
from markdown_it import MarkdownIt

from sockslint.findings import Confidence, Finding
from sockslint.reports import render
from sockslint.reports.model import Report
from sockslint.text import SourceText, Span

HOSTILE = (
    "a`</code><script>alert(1)</script>|*b*_c_[d](http://e) @f ]] ;##vso[x] %0A ::error:: \x1b[2J\u202e ]]> &lt;\ufffe"
)
PATH = "x/<img src=x onerror=alert(1)>;]%`|.py"


@pytest.fixture
def hostile(report: Report) -> Report:
    finding = Finding(
        rule="SOCK101",
        path=PATH,
        span=Span(0, 4),
        message=f"{HOSTILE} is `{HOSTILE}`",
        advice=HOSTILE,
        kind="ignored",
        subject=HOSTILE,
        symbol=HOSTILE,
        severity="error",
        confidence=Confidence.HIGH,
    )
    return msgspec.structs.replace(report, findings=(finding,), sources={PATH: SourceText(f"# {HOSTILE}\n")})


# --- GitLab ------------------------------------------------------------------------------------------------------

#: What GitLab asks of a report, by its documentation (docs.gitlab.com/ci/testing/code_quality, "Code Quality report
#: format"). Its parser asks for less, but stops at the first issue that it does not take.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\.{0,2}/)"},
                    "lines": {"type": "object", "properties": {"begin": {"type": "integer", "minimum": 1}}},
                    "positions": {
                        "type": "object",
                        "properties": {
                            "begin": {
                                "type": "object",
                                "properties": {"line": {"type": "integer", "minimum": 1}},
                            }
                        },
                    },
                },
                "anyOf": [
                    {"required": ["lines"], "properties": {"lines": {"required": ["begin"]}}},
                    {
                        "required": ["positions"],
                        "properties": {
                            "positions": {"required": ["begin"], "properties": {"begin": {"required": ["line"]}}}
                        },
                    },
                ],
            },
        },
    },
}


def test_gitlab(report: Report, empty_report: Report, hostile: Report) -> None:
    for each in (report, empty_report, hostile):
        text = render("gitlab", each)
        assert not text.startswith("\ufeff")  # GitLab's parser takes no byte-order mark
        issues = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(GITLAB)
        jsonschema.validate(issues, GITLAB)
        assert [issue["location"]["path"] for issue in issues] == [finding.path for finding in each.findings]
        # Issues of one fingerprint are shown as one.
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)


# --- Azure Pipelines -----------------------------------------------------------------------------------------------


def parsed_command(line: str) -> tuple[dict[str, str], str]:
    """A logging command, taken apart and unescaped as Azure's agent does."""
    head, _, data = line.removeprefix("##vso[").partition("]")
    name, _, properties = head.partition(" ")
    assert name == "task.logissue"

    def plain(text: str) -> str:
        for code, character in (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%")):
            text = text.replace(code, character)
        return text

    pairs = (each.partition("=") for each in properties.split(";") if each)
    return {key: plain(value) for key, _, value in pairs}, plain(data)


def test_azure(report: Report, hostile: Report) -> None:
    for each in (report, hostile):
        lines = render("azure", each).splitlines()
        assert len(lines) == len(each.findings)
        for line, finding in zip(lines, each.findings, strict=True):
            properties, message = parsed_command(line)
            assert properties["sourcepath"] == finding.path
            assert properties["type"] in ("error", "warning")
            assert properties["code"] == finding.rule
            assert message.splitlines()[-1].startswith("help: ")


# --- MSBuild -------------------------------------------------------------------------------------------------------

#: Origin, category, code and text: learn.microsoft.com, "MSBuild and Visual Studio format for diagnostic messages".
MSBUILD = re.compile(
    r"(?P<file>.+)\((?P<line>\d+),(?P<column>\d+)\): (?P<category>error|warning|info) (?P<code>\w+): .+"
)


def test_msbuild(report: Report, hostile: Report) -> None:
    for each in (report, hostile):
        lines = render("msbuild", each).splitlines()
        assert len(lines) == len(each.findings)
        for line, finding in zip(lines, each.findings, strict=True):
            match = MSBUILD.fullmatch(line)
            assert match
            assert Path(match["file"]) == each.root / finding.path
            assert match["code"] == finding.rule


# --- JUnit ---------------------------------------------------------------------------------------------------------


def test_junit(report: Report, empty_report: Report, hostile: Report) -> None:
    for each in (report, hostile):
        (suite,) = junitparser.JUnitXml.fromstring(render("junit", each).encode())
        assert (suite.tests, suite.failures, suite.errors) == (len(each.findings), len(each.findings), 0)
        cases = list(suite)
        assert [case.classname for case in cases] == [finding.path for finding in each.findings]
        assert all(isinstance(case.result[0], junitparser.Failure) for case in cases)
    (suite,) = junitparser.JUnitXml.fromstring(render("junit", empty_report).encode())
    assert [case.is_passed for case in suite] == [True]


# --- Markdown ------------------------------------------------------------------------------------------------------

OURS = {"h3", "table", "thead", "tbody", "tr", "th", "td", "p", "ol", "li", "details", "summary", "code", "br", "a"}


def test_markdown(report: Report, hostile: Report) -> None:
    for each in (report, hostile):
        page = MarkdownIt("gfm-like", {"linkify": False}).render(render("markdown", each))
        assert set(re.findall(r"<(\w+)", page)) <= OURS
        assert set(re.findall(r'href="([^"]*)"', page)) <= {
            f"https://github.com/sockslint/sockslint/blob/main/rules/{rule.id}-{rule.name}.md"
            for rule in each.rulebook.rules
        }
        text = html.unescape(re.sub(r"<[^>]*>", "", page))
        assert all(finding.path in text for finding in each.findings)


def test_a_long_comment_is_cut(report: Report) -> None:
    long = msgspec.structs.replace(report, findings=report.findings * 200)
    page = render("markdown", long)
    assert len(page) <= 65_536
    assert re.search(r"…and \d+ more findings, for which there is no room here\.\n$", page)
