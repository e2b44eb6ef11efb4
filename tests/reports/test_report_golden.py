"""Whole reports, read like prose. After a change that is meant: pytest --update-golden, then read the difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sockslint.reports import FORMATS, render
from sockslint.reports.model import Report

GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[Path, str], None]


@pytest.mark.parametrize("format", FORMATS)
def test_findings(format: str, report: Report, golden: Golden) -> None:
    golden(GOLDEN / f"findings.{format}", render(format, report))


@pytest.mark.parametrize("format", FORMATS)
def test_no_findings(format: str, empty_report: Report, golden: Golden) -> None:
    golden(GOLDEN / f"nothing.{format}", render(format, empty_report))


def test_coloured_text(report: Report, golden: Golden) -> None:
    golden(GOLDEN / "coloured.text", render("text", msgspec.structs.replace(report, colour=True)))


def test_narrow_text(report: Report, golden: Golden) -> None:
    golden(GOLDEN / "narrow.text", render("text", msgspec.structs.replace(report, width=50)))


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_whole_lines(format: str, report: Report, empty_report: Report) -> None:
    assert render(format, report).endswith("\n")
    assert render(format, empty_report).endswith("\n") or render(format, empty_report) == ""


def test_an_unknown_format_is_named_with_those_that_exist(report: Report) -> None:
    with pytest.raises(ValueError, match="'xml'; there are text, concise, json, sarif, github, gitlab, azure"):
        render("xml", report)
