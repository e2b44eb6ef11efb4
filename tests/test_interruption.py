"""Whenever it is told to stop: no worker, no temporary file and nothing half written is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from sockslint.interruption import put_off

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends the signals of POSIX systems")

SOURCE = "import socket\n\ndef f(s: socket.socket):\n    while True:\n        print(s.recv({number}))\n"
OLD = "what was there before\n"

#: By name: a moment in a run, as a function that the signal comes in, and whether the report is replaced all the same.
MOMENTS = {
    "files are read": ("sockslint.survey:Survey.look", False),
    "files are lowered": ("sockslint.workers:Pool.lower", False),
    "a worker has answered": ("sockslint.companions:Companion.ask", False),
    "units are linked": ("sockslint.program.index:Index.resolve", False),
    "calls are judged": ("sockslint.checks.reporting:Reporter.finding", False),
    "a companion has judged": ("sockslint.judging:_Board.bring", False),
    "the cache is written": ("sockslint.cache:Cache._make_room", False),
    "a report is rendered": ("sockslint.reports:render", False),
    "a temporary file was made": ("tempfile:mkstemp", True),
    "a report takes the old one's place": ("pathlib:Path.replace", True),
}

#: Runs the command; its process gets the signal just after the function has first done its work.
DRIVER = """
import importlib, os, pathlib, sys
name, number = sys.argv[1], int(sys.argv[2])
module, _, path = name.partition(":")
owner = importlib.import_module(module)
*middle, last = path.split(".")
for each in middle:
    owner = getattr(owner, each)
real = getattr(owner, last)
sent = []

def watched(*arguments, **named):
    result = real(*arguments, **named)
    if not sent:
        sent.append(True)
        os.kill(os.getpid(), number)
    return result

setattr(owner, last, watched)
from sockslint import cli
sys.exit(cli.main(sys.argv[3:]))
"""


class Folder(NamedTuple):
    """Sources, a folder of reports, and an environment with a cache of its own."""

    sources: Path
    reports: Path
    environment: dict[str, str]

    @property
    def report(self) -> Path:
        return self.reports / "report.json"

    @property
    def arguments(self) -> list[str]:
        return ["--isolated", "--jobs=2", f"--format=json:{self.report}", str(self.sources)]

    def left_over(self) -> list[str]:
        return sorted(path.name for path in self.reports.iterdir() if path != self.report)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    sources, reports = tmp_path / "sources", tmp_path / "reports"
    sources.mkdir()
    reports.mkdir()
    for number in range(12):
        (sources / f"{number:02}.py").write_text(SOURCE.format(number=number))
    yield Folder(sources, reports, {**os.environ, "SOCKSLINT_CACHE_DIR": str(tmp_path / "cache")})


def run_through(folder: Folder) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-P", "-m", "sockslint", *folder.arguments]
    return subprocess.run(command, env=folder.environment, stderr=subprocess.PIPE, check=False, timeout=120)


@pytest.mark.parametrize("moment", MOMENTS)
def test_being_terminated_leaves_nothing_half_done(moment: str, folder: Folder) -> None:
    leaves_nothing_half_done(moment, signal.SIGTERM, folder)


@pytest.mark.parametrize("moment", ["files are lowered", "a temporary file was made"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP"])
def test_any_signal_does(name: str, moment: str, folder: Folder) -> None:
    leaves_nothing_half_done(moment, signal.Signals[name], folder)


def leaves_nothing_half_done(moment: str, number: int, folder: Folder) -> None:
    function, replaced = MOMENTS[moment]
    folder.report.write_text(OLD)
    command = [sys.executable, "-P", "-c", DRIVER, function, str(int(number)), *folder.arguments]
    with subprocess.Popen(command, env=folder.environment, stderr=subprocess.PIPE, start_new_session=True) as process:
        _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (128 + number, b"sockslint: interrupted\n")
    assert folder.left_over() == []
    assert not in_session(process.pid)
    interrupted = folder.report.read_bytes()
    again = run_through(folder)  # with whatever is in the cache
    assert (again.returncode, again.stderr) == (1, b"")
    complete = folder.report.read_bytes()
    assert complete.count(b'"rule": "SOCK101"') == 12
    assert interrupted == (complete if replaced else OLD.encode())


def in_session(leader: int) -> list[psutil.Process]:
    """The processes of a session that are still there after a while."""
    left = [process for process in psutil.process_iter() if session_of(process) == leader]
    return psutil.wait_procs(left, timeout=10)[1]


def session_of(process: psutil.Process) -> int | None:
    try:
        return os.getsid(process.pid) if process.status() != psutil.STATUS_ZOMBIE else None
    except (OSError, psutil.Error):
        return None


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.4, 0.8])
def test_even_a_kill_leaves_whole_files_and_no_worker(seconds: float, folder: Folder) -> None:
    """Nobody can heed SIGKILL: what is replaced in one step is whole, and workers end by themselves."""
    folder.report.write_text(OLD)
    command = [sys.executable, "-P", "-m", "sockslint", *folder.arguments]
    with subprocess.Popen(
        command, env=folder.environment, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        time.sleep(seconds)
        process.kill()
    assert not in_session(process.pid)
    killed = folder.report.read_bytes()
    again = run_through(folder)
    assert (again.returncode, again.stderr) == (1, b"")
    assert killed in (OLD.encode(), folder.report.read_bytes())


def test_what_ignores_hanging_up_still_does(folder: Folder) -> None:
    command = ["nohup", sys.executable, "-P", "-c", DRIVER, "sockslint.reports:render", str(int(signal.SIGHUP))]
    done = subprocess.run(
        [*command, *folder.arguments],
        env=folder.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert folder.report.exists()


def test_what_is_put_off_comes_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    steps = []
    with pytest.raises(KeyboardInterrupt), put_off():
        signal.raise_signal(signal.SIGINT)
        steps.append("went on")
    assert steps == ["went on"]
    assert signal.getsignal(signal.SIGINT) is before
