"""What fixes make of programs of many shapes, as a whole: a golden diff each, and what is said of the rest."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import Command, sockslint

__all__ = ["sockslint"]  # the fixture

CASES = Path(__file__).parents[1] / "cases"
GOLDEN = Path(__file__).parents[1] / "golden" / "fixes"

#: Cases of every shape that fixes know, and of some that they leave alone.
CHOSEN = {
    "SOCK101": [
        "count-added-before-the-test.cs",
        "counted-loop-ends.cs",
        "early-return-after-end-receive.cs",
        "event-args-not-closed.cs",
        "field-nulled-before-close.cs",
        "ignored-asyncio-one-read.py",
        "ignored-bare-await.cs",
        "ignored-expression-statement.cs",
        "ignored-greeting-dropped.py",
        "ignored-only-logged.cs",
        "ignored-queued.py",
        "line-that-is-null-is-used.cs",
        "netcoreserver-receive-for-ever.cs",
        "network-stream-does-not-own.cs",
        "not-closed-caller-drops-false.cs",
        "not-closed-comment-only.cs",
        "not-closed-empty-block.cs",
        "not-closed-makefile-only.py",
        "not-closed-next-accept.py",
        "not-closed-stream-handler.py",
        "not-closed-swallowed-index.py",
        "readline-null-ignored.cs",
        "rearm-after-the-if.cs",
        "rearm-compares-with-none.py",
        "rearm-in-finally.cs",
        "spin-asyncio-read-loop.py",
        "spin-continue-on-zero.cs",
        "spin-drain-while-readable.py",
        "spin-empty-array-while-connected.cs",
        "spin-fill-buffer-concat.py",
        "spin-recv-into-count.py",
        "spin-under-select.py",
    ],
    "SOCK201": [
        "assigned-after-creation.cs",
        "blocks-loop-connect.py",
        "forwarding-property-setter.cs",
        "inside-value-check.cs",
        "overwritten-by-open-connection.py",
        "so-rcvtimeo-before-streams.py",
    ],
    "SOCK202": [
        "blocks-accepted-by-hand.py",
    ],
    "SOCK401": [
        "accepted-module-level-loop.py",
        "attribute-after-connect.py",
        "borrowing-stream-under-using.cs",
        "catch-that-logs.cs",
        "closed-on-the-straight-path-only.cs",
        "datagram-for-one-exchange.cs",
        "factory-returns-after-connect.cs",
        "factory-wraps-the-error.py",
        "given-to-a-function-that-only-sends.py",
        "main-goes-on-after-a-failure.py",
        "next-address-on-failure.py",
        "no-free-slot.cs",
    ],
    "SOCK501": [
        "ignored-create-connection.py",
        "ignored-local-never-read.py",
        "ignored-wrapper-whose-callers-drop-it.py",
    ],
}
PROGRAMS = [CASES / rule / name for rule, names in CHOSEN.items() for name in names]


def golden_of(program: Path) -> Path:
    return GOLDEN / program.parent.name / f"{program.name}.diff"


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_program_is_mended(sockslint: Command, golden: Callable[[Path, str], None], program: Path) -> None:
    file = sockslint.folder / program.name
    shutil.copy(program, file)
    shown = sockslint("--diff", "--unsafe-fixes", "--isolated", program.name)
    golden(golden_of(program), shown.out + shown.err)
    assert file.read_bytes() == program.read_bytes()
    if shown.out:
        (sockslint.folder / "fixes.diff").write_text(shown.out, encoding="utf-8", newline="")
        subprocess.run(["git", "apply", "fixes.diff"], cwd=sockslint.folder, check=True)
        by_hand = file.read_bytes()
        shutil.copy(program, file)
        sockslint("--fix", "--unsafe-fixes", "--isolated", program.name)
        assert file.read_bytes() == by_hand


@pytest.mark.parametrize(
    "program", [p for p in PROGRAMS if p.suffix == ".py"], ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_mended_python_compiles(program: Path) -> None:
    """The golden diffs hold what is compiled here, so this asks that each mended program is one."""
    diff = golden_of(program).read_text(encoding="utf-8")
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
