"""What fixes make of programs of many shapes, as a whole: a golden diff each, and what is said of the rest."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import Command, sockslint

__all__ = ["sockslint"]  # the fixture

PROGRAMS = sorted(path for path in (Path(__file__).parent / "programs").iterdir() if path.suffix in (".cs", ".py"))
GOLDEN = Path(__file__).parents[1] / "golden" / "fixes"


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name)
def test_program_is_mended(sockslint: Command, golden: Callable[[Path, str], None], program: Path) -> None:
    file = sockslint.folder / program.name
    shutil.copy(program, file)
    shown = sockslint("--diff", "--unsafe-fixes", "--isolated", program.name)
    golden(GOLDEN / f"{program.name}.diff", shown.out + shown.err)
    assert file.read_bytes() == program.read_bytes()
    if shown.out:
        (sockslint.folder / "fixes.diff").write_text(shown.out, encoding="utf-8", newline="")
        subprocess.run(["git", "apply", "fixes.diff"], cwd=sockslint.folder, check=True)
        by_hand = file.read_bytes()
        shutil.copy(program, file)
        sockslint("--fix", "--unsafe-fixes", "--isolated", program.name)
        assert file.read_bytes() == by_hand


@pytest.mark.parametrize("program", [p for p in PROGRAMS if p.suffix == ".py"], ids=lambda path: path.name)
def test_mended_python_compiles(program: Path) -> None:
    """The golden diffs hold what is compiled here, so this asks that each mended program is one."""
    diff = (GOLDEN / f"{program.name}.diff").read_text(encoding="utf-8")
    lines = program.read_text(encoding="utf-8").splitlines(keepends=True)
    compile("".join(patched(lines, diff)), program.name, "exec")


def patched(lines: list[str], diff: str) -> list[str]:
    """The lines with a unified diff of one file applied."""
    result, at = [], 0
    for line in diff.splitlines(keepends=True):
        if line.startswith("@@"):
            start = int(line.split()[1].split(",")[0][1:])
            result += lines[at : start - 1]
            at = start - 1
        elif line.startswith(("---", "+++", "sockslint:")):
            continue
        elif line.startswith("+"):
            result.append(line[1:])
        else:
            at += 1
            if line.startswith(" "):
                result.append(line[1:])
    return [*result, *lines[at:]]
