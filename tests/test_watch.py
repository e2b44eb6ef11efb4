"""Checking again whenever something changes, as a user at a terminal has it."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.test_cli import CLOSED, LEAK, Command, sockslint

__all__ = ["sockslint"]  # the fixture

PATIENCE = 60.0
FOUND = "1 finding in 1 file; {} checked\n"
NONE = "No findings; {} checked\n"

posix_only = pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent to a whole console on Windows")


class Watcher:
    """A running `sockslint --watch`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sockslint", "--watch", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)

    def until(self, end: str) -> list[str]:
        """The lines that come, up to one that ends so."""
        lines: list[str] = []
        while not lines or not lines[-1].endswith(end):
            lines.append(self._lines.get(timeout=PATIENCE))
        return lines

    def interrupted(self, number: int = signal.SIGINT) -> int:
        """The exit status once it was interrupted while it waited."""
        time.sleep(1)
        self._process.send_signal(number)
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def watch(sockslint: Command) -> Iterator[Callable[..., Watcher]]:
    started: list[Watcher] = []

    def start(*arguments: str) -> Watcher:
        started.append(Watcher(sockslint.folder, *arguments))
        return started[-1]

    yield start
    for each in started:
        each.kill()


@posix_only
@pytest.mark.parametrize("tracked", [True, False], ids=["git", "no git"])
def test_a_report_comes_with_every_change(sockslint: Command, watch: Callable[..., Watcher], tracked: bool) -> None:
    if tracked:
        subprocess.run(["git", "init", "-q"], cwd=sockslint.folder, check=True)
    sockslint.write("src/a.py", LEAK)
    watcher = watch()
    assert watcher.until(FOUND.format("1 file"))[0].startswith("src/a.py:7:20: error SOCK101")
    watcher.until("waiting for changes; Ctrl-C ends\n")
    sockslint.write("src/a.py", CLOSED)
    header, *_ = watcher.until(NONE.format("1 file"))
    assert re.fullmatch(r"sockslint: \d\d:\d\d:\d\d: src/a\.py has changed\n", header)
    sockslint.write("src/b.py", LEAK)
    header, *_ = watcher.until(FOUND.format("2 files"))
    assert header.endswith("src/b.py has changed\n")
    sockslint.write("sockslint.toml", 'ignore = ["SOCK101"]\n')
    assert watcher.until(NONE.format("2 files"))[0].endswith("sockslint.toml has changed\n")
    sockslint.write("sockslint.toml", "ignore = 1\n")
    assert "sockslint.toml:1: `ignore` must be a list" in watcher.until('["…"]\n')[-1]
    sockslint.write("sockslint.toml", "")
    watcher.until(FOUND.format("2 files"))
    (sockslint.folder / "src/b.py").unlink()
    watcher.until(NONE.format("1 file"))
    sockslint.write("src/a.py", LEAK)
    watcher.until(FOUND.format("1 file"))
    assert watcher.interrupted() == 1


@posix_only
def test_the_last_status_is_the_commands(sockslint: Command, watch: Callable[..., Watcher]) -> None:
    sockslint.write("a.py", LEAK)
    watcher = watch("a.py")
    watcher.until("Ctrl-C ends\n")
    sockslint.write("a.py", CLOSED)
    watcher.until(NONE.format("1 file"))
    assert watcher.interrupted() == 0
    assert watcher._lines.empty()  # nothing comes without a change
    assert sockslint("a.py").out == NONE.format("1 file")


@posix_only
def test_conventions_and_terminations(sockslint: Command, watch: Callable[..., Watcher]) -> None:
    program = Path(__file__).parent / "fixtures" / "article" / "csharp" / "client_leaks.cs"
    sockslint.write("a.cs", program.read_text("utf-8"))
    watcher = watch("--select", "SOCK101")
    watcher.until("Ctrl-C ends\n")
    sockslint.write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.SOCK101.severity = suggestion\n")
    watcher.until(".editorconfig has changed\n")
    assert watcher.until("\n") == ["a.cs:35:9: note SOCK101 zero-byte-receive\n"]
    assert watcher.interrupted(signal.SIGTERM) == 128 + signal.SIGTERM


@posix_only
def test_rules_may_go_for_a_moment(sockslint: Command, watch: Callable[..., Watcher]) -> None:
    sockslint.write("sockslint.toml", 'rules = ["own"]\n')
    sockslint.write("own/acme.toml", 'language = "python"\n\n[[types]]\nname = "acme.Link"\n')
    sockslint.write("a.py", LEAK)
    watcher = watch()
    watcher.until("Ctrl-C ends\n")
    (sockslint.folder / "own").rename(sockslint.folder / "gone")
    assert "`rules`: 'own' does not exist" in watcher.until("exist\n")[-1]
    time.sleep(1)
    (sockslint.folder / "gone").rename(sockslint.folder / "own")
    watcher.until(FOUND.format("1 file"))
    assert watcher.interrupted() == 1


@pytest.mark.parametrize(
    "options", [["--fix"], ["--diff"], ["--add-ignore", "known"], ["--update-baseline", "--baseline", "known.json"]]
)
def test_what_writes_is_refused(sockslint: Command, options: list[str]) -> None:
    ran = sockslint("--watch", *options)
    assert (ran.status, ran.out, ran.err) == (2, "", f"sockslint: error: --watch does not go with {options[0]}\n")


def test_standard_input_is_refused(sockslint: Command) -> None:
    ran = sockslint("--watch", "-", "--stdin-filename", "a.py")
    assert (ran.status, ran.err) == (2, "sockslint: error: --watch does not go with standard input\n")
