"""The benchmark: that it measures what it says, and what it makes of the figures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.measuring import Command, Cost, Measured, measure
from bench.performance import Tree, main, page, read_tree
from bench.trees import write_tree
from sockslint.engine import run
from sockslint.flow.model import Language
from sockslint.request import prepare

BUSY = "import time\nend = time.process_time() + 0.2\nwhile time.process_time() < end: pass"


def test_cpu_seconds_and_statuses(tmp_path: Path) -> None:
    before: list[str] = []
    found = measure(
        [
            Command("busy", [sys.executable, "-c", BUSY], lambda: before.append("busy")),
            Command("idle", [sys.executable, "-c", "import time; time.sleep(0.3)"]),
            Command("failing", [sys.executable, "-c", "raise SystemExit(5)"]),
            Command("missing", [str(tmp_path / "none")]),
        ],
        tmp_path,
        rounds=2,
    )
    busy, idle = found["busy"], found["idle"]
    assert isinstance(busy, Measured)
    assert isinstance(idle, Measured)
    assert (busy.runs, idle.runs, len(before)) == (2, 2, 3)
    assert busy.cost.cpu > 0.2 > idle.cost.cpu
    assert idle.cost.wall > 0.3
    assert busy.cost.memory > 1
    assert found["failing"] == "failing ended with status 5"
    assert found["missing"] == "missing cannot be run"


def test_a_slow_command_is_run_once(tmp_path: Path) -> None:
    slow = Command("slow", [sys.executable, "-c", "import time; time.sleep(0.2)"])
    (found,) = measure([slow], tmp_path, rounds=5, patience=0.1).values()
    assert isinstance(found, Measured)
    assert found.runs == 1


@pytest.mark.parametrize("language", ["csharp", "python"])
def test_a_synthetic_tree_is_what_it_is_said_to_be(language: Language, tmp_path: Path) -> None:
    size = write_tree(tmp_path / "one", 60, 0.1, language, functions=4)
    assert write_tree(tmp_path / "two", 60, 0.1, language, functions=4) == size
    files = sorted((tmp_path / "one").rglob("*.*"))
    assert len(files) == 60
    assert sum(file.stat().st_size for file in files) == size
    assert sum(b"ocket" in file.read_bytes() for file in files) == 6
    analysis = run(prepare([str(tmp_path / "one")], isolated=True))
    assert {finding.rule for finding in analysis.findings} == {"SOCK101"}
    assert not analysis.notices


def test_the_page(tmp_path: Path) -> None:
    tree = Tree("csharp-few", tmp_path, 5000, 80_000_000)

    def cost(cpu: float) -> Measured:
        return Measured(Cost(cpu, cpu / 2, 50), 5)

    figures = {
        "rg -l": cost(0.1),
        "sockslint, no cache": cost(0.25),
        "sockslint, warm": cost(0.05),
        "semgrep": "failed",
    }
    text = page({tree.role: figures}, [tree], [(100, 10**6, figures)])
    assert "| cold, large C# tree with few sockets, against rg -l | 3x | 1.5x | 2.5x |" in text
    assert "| warm, nothing changed, large C# tree, against rg -l | 1.5x | 0.8x | 0.5x |" in text
    assert "| cold, runtime-like C# tree, against rg -l | 10x | 5x | not measured |" in text
    assert "| sockslint, no cache | 0.250 | 2.5x | 0.12 | 50 | 5 |" in text
    assert "| 100 | 1.0 | 0.100 | 0.250 | - | 0.050 |" in text


def test_a_tree_needs_a_role(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.cs").write_text("class A {}")
    (tmp_path / "a.py").write_text("pass")
    assert read_tree(f"csharp-dense={tmp_path}") == Tree("csharp-dense", tmp_path, 1, 10)
    with pytest.raises(SystemExit):
        main(["--tree", str(tmp_path)])
    assert "is not ROLE=FOLDER" in capsys.readouterr().err
