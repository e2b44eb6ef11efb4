"""Judging in several processes: the same is said whoever judges what, and nothing is lost with a companion."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import psutil
import pytest

from sockslint import engine, judging
from sockslint.checks import Docket
from sockslint.engine import run
from sockslint.findings import Judgement
from sockslint.flow.model import Unit
from sockslint.judging import judge, sensible_helpers
from sockslint.program import link
from sockslint.request import prepare
from sockslint.text import SourceText
from tests.judging import lower, rulebook
from tests.test_cache import sources
from tests.test_gaps import LOOP


@pytest.fixture(scope="module")
def units() -> list[Unit]:
    """Sources of both languages, with findings of every form."""
    return [lower(f"{number}/{path}", SourceText(text)) for number, (path, text) in enumerate(sources())][::12]


def alone(units: list[Unit]) -> Judgement:
    docket = Docket(link(units, rulebook()), rulebook())
    return docket.conclude(map(docket.judge, range(len(docket))))


@pytest.fixture
def judged_here(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Lets the companions judge all that they can; what they leave is noted here."""
    numbers: list[int] = []
    real = judging._Board.next

    def hesitating(board: judging._Board) -> int | None:
        deadline = time.monotonic() + 60
        while (board.open or board._taken) and somebody_attends() and time.monotonic() < deadline:
            time.sleep(0.01)
        number = real(board)
        if number is not None:
            numbers.append(number)
        return number

    monkeypatch.setattr(judging._Board, "next", hesitating)
    return numbers


def somebody_attends() -> bool:
    return any("_attend" in thread.name for thread in threading.enumerate())


@pytest.fixture
def companions_run(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Has something done in companions before they start to work."""

    def first(lines: str) -> None:
        start = "from sockslint.judging import work"
        assert start in judging._PROGRAM
        monkeypatch.setattr(judging, "_PROGRAM", judging._PROGRAM.replace(start, f"{lines}\n{start}"))

    return first


@pytest.fixture(autouse=True)
def nobody_is_left() -> object:
    before = set(psutil.Process().children(recursive=True))
    yield
    assert set(psutil.Process().children(recursive=True)) <= before


@pytest.mark.parametrize("jobs", [2, 4])
def test_what_is_said_is_the_same_whoever_judges(units: list[Unit], jobs: int, judged_here: list[int]) -> None:
    expected = alone(units)
    assert len(expected.findings) > 20
    assert judge(units, rulebook(), jobs, at_once=True) == expected
    assert judged_here == []


def test_what_is_said_is_the_same_when_all_judge(units: list[Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    real, attended = judging._Board.some, threading.Event()

    def noted(board: judging._Board, hands: int) -> list[int]:
        attended.set()
        return real(board, hands)

    first = Docket.judge

    def waiting(docket: Docket, number: int) -> Judgement:
        attended.wait(60)
        return first(docket, number)

    monkeypatch.setattr(judging._Board, "some", noted)
    monkeypatch.setattr(Docket, "judge", waiting)
    assert judge(units, rulebook(), 2, at_once=True) == alone(units)


DEADLY = """
import os
from sockslint.checks import Docket

def judge(docket, number, real=Docket.judge):
    if number == 40:
        os.kill(os.getpid(), 9)
    return real(docket, number)

Docket.judge = judge
"""


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX systems do")
@pytest.mark.parametrize("jobs", [2, 3])
def test_a_companion_that_is_killed_leaves_its_cases_to_others(
    units: list[Unit], jobs: int, judged_here: list[int], companions_run: Callable[[str], None]
) -> None:
    companions_run(DEADLY)
    assert judge(units, rulebook(), jobs, at_once=True) == alone(units)
    assert 40 in judged_here
    last = len(Docket(link(units, rulebook()), rulebook())) - 1
    assert last not in judged_here  # the companion had answered before


@pytest.mark.parametrize(
    "failure",
    [
        "raise SystemExit(1)",
        "from sockslint.program import link\nsys.modules['sockslint.program'].link = lambda *_: 1 // 0",
        "import sockslint.checks\nsockslint.checks.FORMS['reliance'] = lambda *_: [print] * 3",
    ],
    ids=["does not come up", "cannot link", "sees other cases"],
)
def test_a_companion_that_is_of_no_help_costs_nothing(
    failure: str, units: list[Unit], judged_here: list[int], companions_run: Callable[[str], None]
) -> None:
    companions_run(failure)
    expected = alone(units)
    assert judge(units, rulebook(), 2, at_once=True) == expected
    assert judged_here == list(range(len(judged_here)))


def test_work_is_done_here_if_no_companion_can_be_had(units: list[Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    assert judge(units, rulebook(), 2, at_once=True) == alone(units)


def test_work_is_done_here_if_the_units_cannot_be_told(judged_here: list[int]) -> None:
    units = [msgspec.structs.replace(lower("a.py", SourceText(LOOP)), path="\udcff.py")]
    assert judge(units, rulebook(), 2, at_once=True) == alone(units)
    assert judged_here


CRASH = """
from sockslint.checks import judgement

def faults(self, real=judgement.Judgement.faults):
    return real(self) if self.use.method.unit.path != "b.py" else self.use.no_such_thing

judgement.Judgement.faults = faults
"""


def test_a_fault_in_one_use_costs_that_use(judged_here: list[int], companions_run: Callable[[str], None]) -> None:
    companions_run(CRASH)
    units = [lower(f"{name}.py", SourceText(LOOP)) for name in "abc"]
    judgement = judge(units, rulebook(), 2, at_once=True)
    assert judged_here == []
    assert [each.path for each in judgement.findings if each.rule == "SOCK101"] == ["a.py", "c.py"]
    (gap,) = judgement.gaps
    assert (gap.path, gap.internal) == ("b.py", True)
    assert gap.message.startswith("not analysed by SOCK101: internal error, please report it: AttributeError: ")


@pytest.mark.parametrize("error", [MemoryError, KeyError, KeyboardInterrupt])
def test_what_linking_raises_here_is_raised_and_ends_the_companions(
    error: type[BaseException], units: list[Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(judging, "link", fail)
    with pytest.raises(error):
        judge(units, rulebook(), 3, at_once=True)


def test_an_interrupt_ends_the_companions(units: list[Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(psutil.Process().children())
    children: list[psutil.Process] = []

    def interrupted(docket: Docket, number: int) -> Judgement:
        children[:] = set(psutil.Process().children()) - before
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("it goes on")

    monkeypatch.setattr(Docket, "judge", interrupted)
    with pytest.raises(KeyboardInterrupt):
        judge(units, rulebook(), 3, at_once=True)
    assert len(children) >= 2
    assert not psutil.wait_procs(children, timeout=10)[1]


# --- how many ---


def test_companions_are_hired_where_they_pay() -> None:
    assert sensible_helpers(rest=1, cost=1, limit=7) == 0
    assert sensible_helpers(rest=1.9, cost=1, limit=7) == 0
    assert sensible_helpers(rest=2, cost=1, limit=7) == 1
    assert sensible_helpers(rest=5, cost=1, limit=7) == 4
    assert sensible_helpers(rest=50, cost=1, limit=7) == 7
    assert sensible_helpers(rest=50, cost=1, limit=0) == 0


@pytest.mark.parametrize(("cost", "helpers"), [(0.0, 1), (1e9, 0)])
def test_how_long_the_rest_will_take_shows_while_judging(
    cost: float, helpers: int, units: list[Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    hired: list[int] = []
    monkeypatch.setattr(judging, "_TELLING", 0.0)
    monkeypatch.setattr(judging, "sensible_helpers", lambda rest, paid, limit: int(rest * 1e6 > cost) * limit)
    real = judging._Team.hire
    monkeypatch.setattr(judging._Team, "hire", lambda team, number: (hired.append(number), real(team, number)))
    assert judge(units, rulebook(), 2, at_once=False) == alone(units)
    assert sum(hired) == helpers


@pytest.mark.parametrize(
    ("jobs", "memory", "expected"), [(None, 2000, 4), (None, 150, 2), (None, 100, 1), (3, 100, 3), (1, 2000, None)]
)
def test_up_to_so_many_judge_as_there_are_processors_and_memory_for(
    jobs: int | None, memory: int, expected: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(LOOP)
    (tmp_path / "sockslint.toml").write_text(f"max-memory-megabytes = {memory}\n")
    asked: list[int] = []

    def judge(units: list[Unit], rules: object, jobs: int, *, at_once: bool) -> Judgement:
        asked.append(jobs)
        return Judgement(())

    monkeypatch.setattr("sockslint.companions.processors", lambda: 4)
    monkeypatch.setattr(judging, "judge", judge)
    run(prepare([str(tmp_path)], jobs=jobs))
    assert asked == ([] if expected is None else [expected])


def test_a_single_file_is_judged_without_what_others_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_text(LOOP)
    monkeypatch.setattr(judging, "judge", None)
    assert run(prepare([str(tmp_path)], isolated=True, jobs=2)).findings


def test_stages_that_tests_put_in_place_are_run_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(LOOP)
    monkeypatch.setattr(judging, "judge", None)
    stages = msgspec.structs.replace(engine.STAGES, judge=lambda units, rules: Judgement(()))
    assert run(prepare([str(tmp_path)], isolated=True, jobs=2), stages=stages).findings == ()
