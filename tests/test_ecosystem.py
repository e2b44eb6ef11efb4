"""The ecosystem run: two versions of the linter over scratch trees, and what came and went."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from bench.ecosystem import Comparison, Found, Run, described, folders_listed, linter, main, summed

LEAK = """\
import socket


def read(sock: socket.socket) -> None:
    while True:
        print(sock.recv(1))
"""
SOCKSLINT = f"{shlex.quote(sys.executable)} -m sockslint"
BLIND = f"{SOCKSLINT} --ignore SOCK101"


@pytest.fixture
def trees(tmp_path: Path) -> list[Path]:
    """Two repositories, one with a leak; both work trees, so that paths count from their tops."""
    for name, text in (("leaky", LEAK), ("clean", "import socket\n")):
        (tmp_path / name / ".git").mkdir(parents=True)
        (tmp_path / name / "reader.py").write_text(text)
    return [tmp_path / "leaky", tmp_path / "clean"]


def without_times(text: str, tmp_path: Path) -> list[str]:
    return [re.sub(r"\d+\.\d s", "T", line) for line in text.replace(f"{tmp_path}/", "").splitlines()]


def test_what_came_and_what_went(trees: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = tmp_path / "trees.txt"
    listed.write_text(f"# more\n\n{trees[1]}\n")
    arguments = [str(trees[0]), "--list", str(listed)]
    assert main(["--before", BLIND, "--after", SOCKSLINT, *arguments]) == 0
    forth = without_times(capsys.readouterr().out, tmp_path)
    assert forth[0] == "leaky: 1 came, 0 went, 0 stayed (T before, T after)"
    assert forth[1].startswith("  + reader.py:6: SOCK101 ")
    assert forth[2:] == [
        "clean: 0 came, 0 went, 0 stayed (T before, T after)",
        "2 of 2 folders compared: 1 came, 0 went, 0 stayed (T before, T after)",
    ]
    assert main(["--before", SOCKSLINT, "--after", BLIND, *arguments]) == 0
    back = without_times(capsys.readouterr().out, tmp_path)
    assert back[1] == forth[1].replace("+", "-")
    assert back[3] == "2 of 2 folders compared: 0 came, 1 went, 0 stayed (T before, T after)"


def test_a_failure_is_told_and_not_compared(
    trees: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--before", SOCKSLINT, "--after", f"{SOCKSLINT} --qqqq", *map(str, trees)]) == 1
    told = without_times(capsys.readouterr().out, tmp_path)
    assert told == [
        "leaky: FAILED (T before, T after)",
        "  ! after: exit status 2: sockslint: error: unknown option --qqqq",
        "clean: FAILED (T before, T after)",
        "  ! after: exit status 2: sockslint: error: unknown option --qqqq",
        "0 of 2 folders compared; 2 FAILED: 0 came, 0 went, 0 stayed (T before, T after)",
    ]


@pytest.mark.parametrize(
    ("command", "failure"),
    [
        ([sys.executable, "-c", "print('fine')"], "wrote no report"),
        ([sys.executable, "-c", "print('[]')"], "wrote no report"),
        ([sys.executable, "-c", "raise SystemExit(3)"], "exit status 3: no word on why"),
        ([sys.executable, "-c", "import time; time.sleep(60)"], "took more than 0.5 s"),
        (["no-such-command-anywhere"], "no-such-command-anywhere cannot be run: No such file or directory"),
    ],
)
def test_failures(command: list[str], failure: str, tmp_path: Path) -> None:
    timeout = 0.5 if "sleep" in command[-1] else 60
    run = linter(command, timeout)(tmp_path)
    assert (run.failure, run.findings) == (failure, {})


def test_what_only_moved_stayed() -> None:
    before = Run({"a": Found("x.py", 1, "SOCK101", "it leaks"), "b": Found("x.py", 5, "SOCK301", "old")}, None, 1.0)
    after = Run({"a": Found("x.py", 9, "SOCK101", "it leaks"), "c": Found("x.py", 7, "SOCK301", "new")}, None, 2.0)
    comparison = Comparison(Path("tree"), before, after)
    assert list(described(comparison)) == [
        "tree: 1 came, 1 went, 1 stayed (1.0 s before, 2.0 s after)",
        "  + x.py:7: SOCK301 new",
        "  - x.py:5: SOCK301 old",
    ]
    assert summed([comparison, comparison]).endswith(": 2 came, 2 went, 2 stayed (2.0 s before, 4.0 s after)")


def test_a_list_of_folders() -> None:
    assert folders_listed("# real code\n\n  one\ntwo words\n") == [Path("one"), Path("two words")]


def test_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--before", "x", "--after", "y", str(tmp_path / "none")])
    assert "no folder:" in capsys.readouterr().err
