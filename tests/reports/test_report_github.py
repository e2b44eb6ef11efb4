"""Workflow commands: what GitHub's runner reads back from a line is what was meant."""

from __future__ import annotations

import re

import msgspec
import pytest

from sockslint.reports import render
from sockslint.reports.model import Report

replace = msgspec.structs.replace


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner takes it apart."""
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert match
    command, written, data = match.groups()
    properties = dict(pair.split("=", 1) for pair in written.split(","))
    for key, value in properties.items():
        properties[key] = unescaped(value.replace("%3A", ":").replace("%2C", ","))
    return command, properties, unescaped(data)


def unescaped(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_a_finding_is_an_annotation(report: Report) -> None:
    command, properties, message = read(render("github", report).splitlines()[0])
    assert command == "error"
    assert properties == {
        "file": "src/100% C#/Echo Listener.cs",
        "line": "8",
        "endLine": "8",
        "col": "11",
        "endColumn": "36",
        "title": "SOCK101 zero-byte-receive",
    }
    assert message.split("\n") == [
        "Nothing looks for the end of the stream here, so `client` stays open.",
        "1. src/100% C#/Echo Listener.cs:8: yields 0 once the peer has closed",
        "2. /opt/shared/net/Pump.cs:1: is handed on unseen",
        "3. src/100% C#/Echo Listener.cs:10: is armed again",
        "help: Close the connection when the receive yields nothing.",
    ]


def test_a_rule_without_a_page_has_only_its_id(report: Report) -> None:
    nameless = replace(report, findings=(replace(report.findings[0], rule="SOCK001"),))
    assert read(render("github", nameless).strip())[1]["title"] == "SOCK001"


def test_each_severity_has_its_command(report: Report) -> None:
    commands = [read(line)[0] for line in render("github", report).splitlines()]
    assert commands == ["error", "warning", "warning", "warning", "error", "error", "notice"]


def test_columns_are_left_out_of_a_region_over_lines(report: Report) -> None:
    _, properties, _ = read(render("github", report).splitlines()[-1])
    assert (properties["line"], properties["endLine"]) == ("5", "9")
    assert "col" not in properties
    assert "endColumn" not in properties


@pytest.mark.parametrize("path", ["a:b,c.py", "100%.py", "50%2C.py", "::error::x.py"])
def test_paths_survive(report: Report, path: str) -> None:
    finding = replace(report.findings[-1], path=path)
    named = replace(report, findings=(finding,), sources={path: report.sources[report.findings[-1].path]})
    assert read(render("github", named).strip())[1]["file"] == path


def test_a_line_end_in_a_message_ends_no_command(report: Report) -> None:
    finding = replace(report.findings[-1], message="one\n::error::two\r\n", advice="100%0A")
    (line,) = render("github", replace(report, findings=(finding,))).splitlines()
    assert read(line)[2] == "one ::error::two\nhelp: 100%0A"


def test_nothing_found_is_nothing_said(empty_report: Report) -> None:
    assert render("github", empty_report) == ""
