"""The article's programs: what sockslint says of them, whole, and just where they are marked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.judging import agreement, read_case

ROOT = Path(__file__).parent.parent
PROGRAMS = ROOT / "tests" / "fixtures" / "article"
GOLDEN = Path(__file__).parent / "golden" / "article"


def report(format_: str) -> str:
    """What the command prints about the article's programs, with this checkout's own place taken out."""
    command = [sys.executable, "-m", "sockslint", "--isolated", "--exit-zero", "--format", format_]
    done = subprocess.run(
        [*command, "tests/fixtures/article"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stderr == ""
    return done.stdout.replace(ROOT.resolve().as_uri(), "file:///checkout").replace(str(ROOT.resolve()), "/checkout")


@pytest.mark.parametrize(
    "format_", ["text", "json", "sarif", "gitlab", "azure", "msbuild", "junit", "markdown", "html"]
)
def test_report(format_: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"report.{format_}", report(format_))


def test_sarif_is_valid(
    schema_faults: Callable[[str], list[str]], multitool_faults: Callable[[str], list[str]]
) -> None:
    log = report("sarif")
    assert schema_faults(log) == []
    assert multitool_faults(log) == []


@pytest.mark.parametrize(
    "program", sorted(p for p in PROGRAMS.rglob("*") if p.suffix in (".cs", ".py")), ids=lambda p: p.name
)
def test_program_alone(program: Path) -> None:
    found, marked = agreement(read_case(program))
    assert found == marked


def test_together_as_alone() -> None:
    found = {(f["path"], f["line"], f["rule"]) for f in json.loads(report("json"))["findings"]}
    marked = {
        (program.relative_to(ROOT).as_posix(), number, line.rpartition("expect: ")[2].strip())
        for program in PROGRAMS.rglob("*")
        if program.suffix in (".cs", ".py")
        for number, line in enumerate(program.read_text(encoding="utf-8").splitlines(), start=1)
        if "expect: " in line
    }
    assert found == marked
