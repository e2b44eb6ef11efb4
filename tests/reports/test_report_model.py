"""The order of findings, and what reports cost before they are asked for."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sockslint.reports import FORMATS
from sockslint.reports.model import Report, in_order
from sockslint.text import SourceText


def test_findings_have_one_order(report: Report) -> None:
    shuffled = list(report.findings)
    random.Random(7).shuffle(shuffled)
    assert in_order(shuffled) == report.findings
    places = [(it.path, it.span.start) for it in report.findings]
    assert places == sorted(places)


def test_a_format_is_loaded_only_when_it_is_used() -> None:
    program = "import sys, sockslint.reports as r; print(*(m for m in sys.modules if m.startswith('sockslint')))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert sorted(loaded) == ["sockslint", "sockslint.reports"]


def test_no_format_loads_a_heavy_library() -> None:
    modules = ", ".join(f"sockslint.reports.{format}" for format in FORMATS)
    program = f"import sys, {modules}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"libcst", "tree_sitter", "jsonschema", "rich", "asyncio"} & set(loaded)


@given(st.text(st.one_of(st.sampled_from("\r\n\t聊🧦\u0301a"), st.characters(exclude_categories=["Cs"]))), st.data())
def test_utf16_columns_agree_with_a_naive_count(text: str, data: st.DataObject) -> None:
    source = SourceText(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for at in (start, end):
        assume(text[at - 1 : at + 1] != "\r\n")  # the middle of a line end is no place
    region = source.region(source.span_of_code_points(start, end), "utf16")
    assert tuple(region) == (*naive(text[:start]), *naive(text[:end]))


def naive(before: str) -> tuple[int, int]:
    """The line and UTF-16 column after a text, by counting it through."""
    line = column = 1
    for unit in before.replace("\r\n", "\n"):
        if unit in "\r\n":
            line, column = line + 1, 1
        else:
            column += 2 if ord(unit) > 0xFFFF else 1
    return line, column


def test_a_report_is_frozen(report: Report) -> None:
    with pytest.raises(AttributeError):
        report.width = 1
