"""Every case under tests/cases: a program, or a folder of files that form one, with its expected findings marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.judging import agreement, read_case

CASES = Path(__file__).parent / "cases"


def cases() -> list[Path]:
    """The cases: files directly below a rule's folder, and the folders beside them."""
    return sorted(case for folder in CASES.iterdir() if folder.is_dir() for case in folder.iterdir())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.relative_to(CASES).as_posix())
def test_case(case: Path) -> None:
    found, marked = agreement(read_case(case))
    assert found == marked
