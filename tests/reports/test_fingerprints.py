"""Fingerprints: what must not change them, and what must."""

from __future__ import annotations

import re

import msgspec
import pytest

from sockslint.findings import Confidence, Finding
from sockslint.fingerprints import fingerprints
from sockslint.text import SourceText, Span

replace = msgspec.structs.replace

CODE = "s.recv(1, flags)"


def finding_in(text: str, code: str = CODE) -> tuple[Finding, SourceText]:
    source = SourceText(text)
    start = source.data.index(code.encode())
    finding = Finding(
        rule="SOCK101",
        path="a.py",
        span=Span(start, start + len(code.encode())),
        message="m",
        advice="a",
        kind="ignored",
        subject="s",
        symbol="read",
        severity="error",
        confidence=Confidence.HIGH,
    )
    return finding, source


def one(finding: Finding, source: SourceText) -> str:
    (result,) = fingerprints([finding], {finding.path: source})
    return result


KNOWN = one(*finding_in(CODE))


def test_the_scheme_is_pinned() -> None:
    # If this fails, every baseline in the world breaks: make a new scheme instead.
    assert KNOWN == "3579f1921f9b4548dde8f64455eac6e7"


def test_form() -> None:
    assert re.fullmatch("[0-9a-f]{32}", KNOWN)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\n\n# moved\n" + CODE, CODE),
        ("x = " + CODE + " # more", CODE),
        ("s.recv(\n    1,\r\n\tflags)", "s.recv(\n    1,\r\n\tflags)"),
    ],
)
def test_code_may_move_and_be_laid_out_anew(text: str, code: str) -> None:
    assert one(*finding_in(text, code)) == KNOWN


@pytest.mark.parametrize(
    "change",
    [
        {"message": "better words"},
        {"advice": "x"},
        {"kind": "spin"},
        {"severity": "note"},
        {"confidence": Confidence.LOW},
    ],
)
def test_what_is_said_of_it_does_not_count(change: dict[str, object]) -> None:
    finding, source = finding_in(CODE)
    assert one(replace(finding, **change), source) == KNOWN


@pytest.mark.parametrize("change", [{"rule": "SOCK104"}, {"path": "b.py"}, {"symbol": "write"}, {"subject": "t"}])
def test_what_it_is_counts(change: dict[str, str]) -> None:
    finding, source = finding_in(CODE)
    assert one(replace(finding, **change), source) != KNOWN


def test_code_counts() -> None:
    assert one(*finding_in("s.recv(2, flags)", "s.recv(2, flags)")) != KNOWN


def test_equal_code_twice_is_told_apart_wherever_it_stands() -> None:
    text = f"{CODE}; {CODE}\n"
    first, source = finding_in(text)
    second = replace(first, span=Span(text.rindex(CODE), text.rindex(CODE) + len(CODE)))
    both = fingerprints([first, second], {"a.py": source})
    assert both[0] == KNOWN
    assert both[1] != both[0]
    moved = SourceText("\n" + text)
    shifted = [replace(it, span=Span(it.span.start + 1, it.span.end + 1)) for it in (first, second)]
    assert fingerprints(shifted, {"a.py": moved}) == both
    assert len({*fingerprints([first, first, first], {"a.py": source})}) == 3


def test_neighbouring_parts_do_not_run_together() -> None:
    finding, source = finding_in(CODE)
    assert one(replace(finding, symbol="ab", subject="c"), source) != one(
        replace(finding, symbol="a", subject="bc"), source
    )
