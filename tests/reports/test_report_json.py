"""The JSON report: the keys it promises, in their order, and values that agree with the sources."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from sockslint.fingerprints import fingerprints
from sockslint.reports import json as json_report
from sockslint.reports import render
from sockslint.reports.model import Report

replace = msgspec.structs.replace


def read(report: Report) -> dict[str, Any]:
    return json.loads(render("json", report))


def test_keys_are_those_documented_in_that_order(report: Report) -> None:
    assert json_report.__doc__ is not None
    documented = re.findall(r"``(\w+)``", json_report.__doc__)
    top = read(report)
    finding, notice = top["findings"][0], top["notices"][0]
    (fixed,) = next(each["fixes"] for each in top["findings"] if each["fixes"])
    assert list(top) == re.findall(r"^``(\w+)``$", json_report.__doc__, re.MULTILINE)
    keys = ["version", "findings", *finding, *fixed, *fixed["edits"][0], "notices", *notice, "summary", *top["summary"]]
    assert list(dict.fromkeys(keys)) == list(dict.fromkeys(documented))


def test_a_place_cut_from_the_text_by_code_points_is_the_code(report: Report) -> None:
    for described, finding in zip(read(report)["findings"], report.findings, strict=True):
        source = report.sources[finding.path]
        lines = re.split(r"(?<=\n)", source.text)
        start = sum(map(len, lines[: described["line"] - 1])) + described["column"] - 1
        end = sum(map(len, lines[: described["endLine"] - 1])) + described["endColumn"] - 1
        assert source.text[start:end] == source.slice(finding.span)


def test_counts_and_fingerprints(report: Report) -> None:
    read_back = read(report)
    assert read_back["summary"] == {
        "findings": 7,
        "errors": 3,
        "warnings": 3,
        "notes": 1,
        "files": 3,
        "filesChecked": 120,
        "exitStatus": 1,
    }
    assert [it["fingerprint"] for it in read_back["findings"]] == fingerprints(report.findings, report.sources)
    assert read_back["notices"][1] == {
        "path": None,
        "line": None,
        "level": "note",
        "message": "the cache could not be written",
    }


def test_text_is_readable_but_cannot_drive_a_terminal(report: Report) -> None:
    finding = replace(report.findings[-1], message="é聊🧦 \x1b\x9b\u202e\U000e0041\ud800", subject="\x7f")
    text = render("json", replace(report, findings=(finding,)))
    assert '"é聊🧦 \\u001b\\u009b\\u202e\\udb40\\udc41\ufffd"' in text
    assert json.loads(text)["findings"][0]["subject"] == "\x7f"
