"""Every case under tests/cases: a program, or a folder of files that form one, with its expected findings marked.

``known_misses.toml`` names the cases that the analysis does not understand yet, each with the reason. Such a case must
fail: once it is understood, its entry goes.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.judging import agreement, read_case

CASES = Path(__file__).parent / "cases"
KNOWN_MISSES: dict[str, str] = tomllib.loads((CASES / "known_misses.toml").read_text(encoding="utf-8"))


def cases() -> list[Path]:
    """The cases: files directly below a rule's folder, and the folders beside them."""
    return sorted(case for folder in CASES.iterdir() if folder.is_dir() for case in folder.iterdir())


def name_of(case: Path) -> str:
    """A case's name: its path below the folder of cases."""
    return case.relative_to(CASES).as_posix()


@pytest.mark.parametrize("case", cases(), ids=name_of)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    if name_of(case) in KNOWN_MISSES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_MISSES[name_of(case)], raises=AssertionError, strict=True))
    found, marked = agreement(read_case(case))
    assert found == marked


def test_known_misses_are_cases() -> None:
    assert set(KNOWN_MISSES) <= {name_of(case) for case in cases()}
