"""To step over events that do nothing changes no finding, neither on the cases nor on the fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sockslint import examples
from sockslint.findings import Finding
from sockslint.program import passing
from tests.judging import read_case, rulebook
from tests.test_cases import cases

FIXTURES = Path(__file__).parent / "fixtures"


def programs() -> Iterator[dict[str, str]]:
    """Each rule's cases as one program, in which one exploration meets many functions, and each fixture as another."""
    for folder in sorted({case.parent for case in cases()}):
        for suffix in (".cs", ".py"):
            yield {path: text for path, text in read_case(folder).items() if path.endswith(suffix)}
    for folder in sorted(path for path in FIXTURES.iterdir() if path.is_dir()):
        yield read_case(folder)


def findings(program: dict[str, str]) -> list[Finding]:
    return list(examples.judge(program, rulebook())[1])


@pytest.mark.parametrize("program", list(programs()), ids=lambda program: next(iter(program), "none"))
def test_same_findings_with_every_event_run(program: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "WORTH_TRYING", 0)
    stepped_over = findings(program)
    monkeypatch.setattr(passing, "WORTH_TRYING", 1_000_000)
    assert findings(program) == stepped_over
