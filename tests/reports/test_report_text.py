"""Text for people: carets under the right characters, long lines cut, nothing that a terminal would obey."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sockslint.findings import Confidence, Finding, Step
from sockslint.reports import render
from sockslint.reports.display import columns, visible, wrap
from sockslint.reports.frame import Row, first_row, frame
from sockslint.reports.model import Report
from sockslint.rulebook.model import Rule, Rulebook, RuleHeader
from sockslint.text import SourceText, Span

replace = msgspec.structs.replace

# Texts rich in what goes wrong: line ends, tabs, controls, wide and combining characters, pairs, lone surrogates.
NASTY = st.text(
    st.one_of(
        st.sampled_from(
            "\r\n\t\n ab(.)\x00\x1b\x7f\x9b\u202e\u2066\ufeff\u0301\u200d聊天🧦é\ud800\udcff\u2028\x85\x0c"
        ),
        st.characters(),
    ),
    max_size=60,
)

RULE = Rule(
    header=RuleHeader(id="SOCK101", name="zero-byte-receive", summary="x", severity="error"),
    page="",
    examples=(),
    path="rules/SOCK101-zero-byte-receive.md",
)


@st.composite
def placed(draw: st.DrawFn) -> tuple[SourceText, Span]:
    source = SourceText(draw(NASTY))
    start = draw(st.integers(0, len(source.text)))
    return source, source.span_of_code_points(start, draw(st.integers(start, len(source.text))))


def only(text: str, marked: str, width: int = 100, context: int = 0) -> list[Row | None]:
    source, wanted = SourceText(text), marked.encode()
    start = source.data.index(wanted)
    return frame(source, Span(start, start + len(wanted)), width, context)


# --- frames ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "caret"),
    [
        ("n = s.recv(1)", (4, 9)),
        ("\ts.recv(1)", (4, 9)),
        ("ab\ts.recv(1)", (4, 9)),
        ("数据 = s.recv(1)", (7, 9)),
        ("e\u0301 = s.recv(1)", (4, 9)),
        ("🧦 = s.recv(1)", (5, 9)),
        ("x='\x1b'; s.recv(1)", (7, 9)),
        ("x='\u202e'; s.recv(1)", (14, 9)),
    ],
)
def test_carets_stand_under_what_is_marked(line: str, caret: tuple[int, int]) -> None:
    (row,) = only(line, "s.recv(1)")
    assert row is not None
    assert row.marked == "s.recv(1)"
    assert row.caret_span == caret


def test_a_wide_region_has_wide_carets() -> None:
    (row,) = only("x = 连接.recv()", "连接.recv()")
    assert row is not None
    assert row.caret_span == (4, 11)


def test_an_empty_span_has_one_caret() -> None:
    (row,) = frame(SourceText(""), Span(0, 0), 80, 2)
    assert row == Row(1, "", "", "")
    assert row.caret_span == (0, 1)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("s.recv(1)" + " # x" * 9, ("", "s.recv(1)", " # x # x # x # x # x #...")),
        ("# x " * 9 + "s.recv(1)", ("...x # x # x # x # x # x ", "s.recv(1)", "")),
        ("# x " * 9 + "s.recv(1)" + " # x" * 9, ("... # x # x ", "s.recv(1)", " # x # x #...")),
        ("s.recv(" + "x" * 40 + ")", ("", "s.recv(xxxxxxxxxxxxxxxxxxxxxxxx", "...")),
        ("# x " * 9 + "s.recv(" + "x" * 40 + ")", ("...", "s.recv(xxxxxxxxxxxxxxxxxxxxx", "...")),
    ],
)
def test_a_long_line_is_cut_around_the_region(line: str, shown: tuple[str, str, str]) -> None:
    source = SourceText(line)
    start = line.index("s.recv")
    (row,) = frame(source, Span(start, line.index(")") + 1), 34, 0)
    assert row is not None
    assert (row.before, row.marked, row.after) == shown


def test_a_wide_character_at_the_cut_is_left_out_whole() -> None:
    (row,) = only("聊" * 30, "聊", width=10)
    assert row == Row(1, "", "聊", "聊聊...")


def test_lines_around_the_region_are_shown_but_not_blank_ones_at_the_edge() -> None:
    rows = only("\na\n\nb\nc\n\nd\n", "b", context=2)
    assert [(row.number, row.before, row.marked) for row in rows if row] == [
        (2, "a", None),
        (3, "", None),
        (4, "", "b"),
        (5, "c", None),
    ]


def test_a_region_over_lines_is_marked_on_each_but_not_on_their_indentation() -> None:
    rows = only("n = f(\n    a,\n\n  b) + 1", "f(\n    a,\n\n  b)")
    assert [row and (row.before, row.marked, row.after) for row in rows] == [
        ("n = ", "f(", ""),
        ("    ", "a,", ""),
        ("", None, ""),
        ("  ", "b)", " + 1"),
    ]


def test_a_region_that_ends_with_the_line_end_stays_on_its_line() -> None:
    assert only("a()\r\nb()", "a()\r\n") == [Row(1, "", "a()", "")]


def test_the_middle_of_a_tall_region_is_left_out() -> None:
    text = "\n".join("abcdefgh")
    assert [row.number if row else None for row in only(text, text)] == [1, 2, 3, None, 7, 8]
    text = "\n".join("abcdef")
    assert [row.number if row else None for row in only(text, text)] == [1, 2, 3, 4, 5, 6]


def test_the_row_of_a_step_has_no_indentation() -> None:
    source = SourceText("\t\tawait s.recv(\n1)")
    assert first_row(source, Span(8, 18), 80) == Row(1, "await ", "s.recv(", "")


@given(placed(), st.integers(10, 60), st.integers(0, 3))
def test_rows_fit_and_hold_nothing_hidden(at: tuple[SourceText, Span], width: int, context: int) -> None:
    source, span = at
    rows = frame(source, span, width, context)
    assert any(row and row.marked is not None for row in rows)
    for row in [*rows, first_row(source, span, width)]:
        if row:
            text = row.before + (row.marked or "") + row.after
            assert columns(text) <= width
            assert not hidden(text)
            if row.marked is not None:
                assert row.caret_span[0] < width + 1


# --- untrusted text -------------------------------------------------------------------------------------------------


def hidden(text: str) -> list[str]:
    """The characters of a text that are not seen, but for those that scripts and emoji join with."""
    return [it for it in text if unicodedata.category(it) in ("Cc", "Cs", "Zl", "Zp")] + re.findall(
        "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u200b]", text
    )


@given(NASTY)
def test_visible_text_hides_nothing_and_keeps_the_rest(text: str) -> None:
    assert not hidden(visible(text))
    plain = "".join(it for it in text if it.isalnum() or it in " ().")
    assert visible(plain) == plain


def test_signs_for_what_is_hidden() -> None:
    assert visible("a\x00\t\x1b\x7f\x9b\u202e\ud800\U000e0041é\u200d") == (
        "a\u2400\u2409\u241b\u2421<U+009B><U+202E><U+D800><U+E0041>é\u200d"
    )


@given(words=NASTY, source=NASTY, path=NASTY, data=st.data())
def test_no_report_for_a_terminal_passes_a_control_character_on(
    words: str, source: str, path: str, data: st.DataObject
) -> None:
    text = SourceText(source)
    start = data.draw(st.integers(0, len(text.text)))
    span = text.span_of_code_points(start, data.draw(st.integers(start, len(text.text))))
    finding = Finding(
        RULE.id, path, span, words, words, words, words, words, "error", Confidence.LOW, (Step(path, span, words),) * 2
    )
    report = Report(
        findings=(finding, finding),
        sources={path: text},
        rulebook=Rulebook(rules=(RULE,), models=()),
        root=Path("/srv"),
        files_checked=1,
        version="1",
        exit_status=1,
    )
    for format in ("text", "concise", "github", "json"):
        for line in render(format, report).split("\n"):
            assert not hidden(line)
    coloured = render("text", replace(report, colour=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render("text", report)


# --- whole findings -------------------------------------------------------------------------------------------------


def test_lines_stay_within_the_width_but_for_places(report: Report) -> None:
    for width in (50, 80, 200):
        for line in render("text", replace(report, width=width)).splitlines():
            if not re.search(r":\d+:\d+: ", line):
                assert columns(line) <= max(width, 40)


def test_a_width_that_is_too_narrow_is_not_believed(report: Report) -> None:
    assert render("text", replace(report, width=0)) == render("text", replace(report, width=40))


def test_a_rule_without_a_page_has_no_name_and_no_page_to_read(report: Report) -> None:
    text = render("text", replace(report, findings=(replace(report.findings[0], rule="SOCK001"),)))
    assert text.splitlines()[0].endswith(": error SOCK001")
    assert "more:" not in text


def test_confidence_is_named_where_it_is_not_high(report: Report) -> None:
    heads = [line for line in render("text", report).splitlines() if re.search(r": (error|warning|note) SOCK", line)]
    assert [re.findall(r"\((\w+) confidence\)$", line) for line in heads] == [[], ["medium"], [], [], [], [], ["low"]]


@pytest.mark.parametrize(
    ("findings", "files", "summary"),
    [
        (0, 0, "No findings; 0 files checked"),
        (1, 1, "1 finding in 1 file; 1 file checked"),
        (3, 120, "3 findings in 2 files; 120 files checked"),
    ],
)
def test_the_last_line_counts(report: Report, findings: int, files: int, summary: str) -> None:
    counted = replace(report, findings=report.findings[:findings], files_checked=files)
    assert render("text", counted).splitlines()[-1] == summary


def test_ten_steps_keep_their_numbers_in_a_column(report: Report) -> None:
    finding = report.findings[0]
    (first, *_) = finding.steps
    text = render("text", replace(report, findings=(replace(finding, steps=(first,) * 10),)))
    assert "\n   9. src/" in text
    assert "\n  10. src/" in text


def test_wrapping_counts_columns_and_lets_long_words_be() -> None:
    assert wrap("一二 三四 ab  cd\n" + "x" * 12 + " y", 9) == ["一二 三四", "ab cd", "x" * 12, "y"]
    assert wrap("", 9) == []
