"""Lowering in other processes: the same output whatever their number, and nothing lost but what kills one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import psutil
import pytest

from sockslint import workers
from sockslint.companions import Companion
from sockslint.engine import run
from sockslint.lowering import Lowered, Task, lower
from sockslint.request import prepare
from sockslint.workers import Pool, sensible_jobs
from tests.test_cache import FIXTURES, LEAK, reports, sources

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs what only POSIX systems have")


def in_workers(tasks: list[Task], jobs: int) -> list[Lowered]:
    pool = Pool()
    try:
        return list(pool.lower(tasks, jobs))
    finally:
        pool.close()


def test_units_are_the_same_in_the_same_order() -> None:
    tasks = [Task(path, "python" if path.endswith(".py") else "csharp", text.encode()) for path, text in sources()][::5]
    tasks += [
        Task("nul.py", "python", b"\0"),
        Task("gbk.cs", "csharp", "class 关闭连接之后再次接收数据 {}".encode("gbk")),
        Task("half.py", "python", b"# coding: utf-7\n# sockslint: +2AA-\n"),
        Task("broken.py", "python", b"def f(:\n"),
        Task("empty.cs", "csharp", b""),
    ]
    here = [lower(task) for task in tasks]
    assert in_workers(tasks, 3) == here
    assert in_workers(tasks[:1], 3) == here[:1]
    assert in_workers([], 2) == []


@pytest.mark.parametrize("jobs", [2, 5])
def test_a_report_is_the_same_whatever_the_number_of_workers(jobs: int) -> None:
    request = prepare([str(FIXTURES)], isolated=True)
    assert reports(run(msgspec.structs.replace(request, jobs=jobs))) == reports(run(request))


DEADLY = """
import os
from sockslint import workers
from sockslint.companions import Companion

def lower(task, real=workers.lower):
    if b"deadly" in task.data:
        os.kill(os.getpid(), 9)
    return real(task)

workers.lower = lower
"""


def test_a_worker_that_is_killed_costs_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = workers._PROGRAM.replace(
        "from sockslint.workers import work", DEADLY + "from sockslint.workers import work"
    )
    monkeypatch.setattr(workers, "_PROGRAM", program)
    for number in range(9):
        (tmp_path / f"{number}.py").write_text(LEAK + ("# deadly" if number in (2, 5) else ""))
    analysis = run(prepare([str(tmp_path)], isolated=True, jobs=2, cache=True))
    assert [Path(each.path).stem for each in analysis.findings] == ["0", "1", "3", "4", "6", "7", "8"]
    assert [(Path(each.path or "").stem, each.message, each.level) for each in analysis.notices] == [
        (name, "not analysed: the process that was reading it ended without a word", "warning") for name in ("2", "5")
    ]
    assert analysis.exit_status == 1
    assert len(run(prepare([str(tmp_path)], isolated=True, cache=True)).findings) == 9  # and is not remembered


def test_a_pool_that_is_closed_leaves_no_worker() -> None:
    tasks = [Task(f"{number}.py", "python", LEAK.encode()) for number in range(3)]
    before = set(psutil.Process().children(recursive=True))
    pool = Pool()
    lowered = pool.lower(tasks, 1)
    first = next(lowered)
    pool.close()
    assert first == lower(tasks[0])
    assert set(psutil.Process().children(recursive=True)) <= before


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "import os; os.kill(os.getpid(), 9)"])
def test_work_is_done_here_if_no_worker_comes_up(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PROGRAM", program)
    tasks = [Task(f"{number}.py", "python", LEAK.encode()) for number in range(3)]
    assert in_workers(tasks, 2) == [lower(task) for task in tasks]
    monkeypatch.setattr(sys, "executable", "")
    assert in_workers(tasks, 2) == [lower(task) for task in tasks]


def test_workers_take_no_module_from_the_folder_that_is_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit('ran what was to be checked')")
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit('ran what was to be checked')")
    monkeypatch.chdir(tmp_path)
    worker = Companion(workers._PROGRAM)
    assert worker.is_ready()
    worker.end()


@posix_only
def test_an_interrupt_leaves_no_worker(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.py").write_text("import socket\n" + f"def f(s: socket.socket): s.recv({number})\n" * 50)
    command = [sys.executable, "-m", "sockslint", "--no-cache", "--jobs", "2", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as process:
        watched = psutil.Process(process.pid)
        children: list[psutil.Process] = []
        deadline = time.monotonic() + 30
        while len(children) < 2 and time.monotonic() < deadline:
            children = watched.children()
            time.sleep(0.02)
        assert len(children) == 2
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, b"sockslint: interrupted\n")
    assert not psutil.wait_procs(children, timeout=10)[1]


def test_workers_are_hired_where_they_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 4)
    small, large = Task("a.py", "python", b"x" * 1000), Task("a.cs", "csharp", b"x" * 2_000_000)
    assert sensible_jobs([], None) == 1
    assert sensible_jobs([small] * 100, None) == 1
    assert sensible_jobs([small] * 100, 3) == 3
    assert sensible_jobs([large] * 2, None) == 2
    assert sensible_jobs([large] * 100, None) == 4
    assert sensible_jobs([large], 8) == 1
