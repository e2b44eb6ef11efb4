"""What is not judged, or not to the end: it is told where and by which rule, and costs nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sockslint.analysis import Analysis
from sockslint.checks import FORMS, context, reporting
from sockslint.checks.judgement import Judgement
from sockslint.engine import run
from sockslint.findings import Finding
from sockslint.flow.model import Unit
from sockslint.isolation import MOST_WORK
from sockslint.program import Program, exploration, reach, unification
from sockslint.request import prepare
from sockslint.rulebook.load import load_rulebook
from sockslint.rulebook.model import Rule

LOOP = """\
import socket

def serve(address):
    conn = socket.create_connection(address)
    while True:
        data = conn.recv(1024)
        print(data)
"""

SUPPRESSED = LOOP.replace("1024)", "1024)  # sockslint: ignore[SOCK101] it never ends")

#: Each turn doubles what there is to tell apart.
MANY_PATHS = """\
import socket

def serve(address, flags):
    conn = socket.create_connection(address)
    {sets}
    while True:
        data = conn.recv(1024)
        {tests}
        if {all}:
            conn.close()
            return
"""


def many_paths(number: int) -> str:
    names = [f"a{at}" for at in range(number)]
    return MANY_PATHS.format(
        sets="\n    ".join(f"{name} = 0" for name in names),
        tests="\n        ".join(f"if not data and flags[{at}]: {name} = 1" for at, name in enumerate(names)),
        all=" and ".join(names),
    )


@pytest.fixture
def analyse(tmp_path: Path) -> Callable[..., Analysis]:
    def write_and_run(**files: str) -> Analysis:
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text(text)
        return run(prepare([str(tmp_path)], isolated=True))

    return write_and_run


def files_of(analysis: Analysis, rule: str) -> list[str]:
    return sorted(Path(finding.path).stem for finding in analysis.findings if finding.rule == rule)


def test_a_crash_over_one_receive_leaves_the_others(
    analyse: Callable[..., Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Judgement.faults

    def crash_in_b(self: Judgement) -> object:
        if self.use.method.unit.path.endswith("b.py"):
            raise KeyError("what\na mess")
        return real(self)

    monkeypatch.setattr(Judgement, "faults", crash_in_b)
    analysis = analyse(a=LOOP, b=LOOP, c=SUPPRESSED)
    assert files_of(analysis, "SOCK101") == ["a"]
    assert files_of(analysis, "SOCK001") == []
    assert analysis.exit_status == 3
    notices = [notice for notice in analysis.notices if "SOCK101" in notice.message]
    (notice,) = notices
    assert notice.path is not None and notice.path.endswith("b.py")
    assert (notice.line, notice.level) == (6, "error")
    assert notice.message.startswith(
        "not analysed by SOCK101: internal error, please report it: KeyError: 'what\\na mess' (test_gaps.py:"
    )


def test_a_crash_of_a_whole_rule_leaves_the_other_rules(
    analyse: Callable[..., Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMS, "reliance", lambda context, rule: [1 // 0])
    analysis = analyse(a=LOOP)
    assert files_of(analysis, "SOCK101") == ["a"]
    assert analysis.exit_status == 3
    (notice,) = analysis.notices
    assert notice.path is None
    assert notice.message.startswith("nothing was checked by SOCK301: internal error, please report it: ZeroDivision")


@pytest.mark.parametrize("form", ["obligation", "conflict", "reliance", "discard"])
def test_every_form_isolates_what_it_judges(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples of every rule, with a crash over every finding: nothing is found, and nothing comes out."""

    def crash(*arguments: object) -> None:
        raise ValueError

    monkeypatch.setattr(reporting.Reporter, "finding", crash)
    from sockslint.engine import STAGES
    from sockslint.lowering import Task, lower

    rulebook = load_rulebook()
    for rule in rulebook.rules:
        if getattr(rule.header, form) is None:
            continue
        units = []
        for at, example in enumerate(each for each in rule.examples if each.verdict == "bad"):
            suffix = "cs" if example.language == "csharp" else "py"
            unit = lower(Task(f"{at}.{suffix}", example.language, example.code.encode())).unit
            assert unit is not None
            units.append(unit)
        judgement = STAGES.judge(units, rulebook)
        gaps = [gap for gap in judgement.gaps if rule.id in gap.message]
        assert gaps, rule.id
        assert all(gap.internal and gap.path is not None for gap in gaps)


@pytest.mark.parametrize("line", ["*first, last = ()", "a, *rest, last = ()", "x = ()[-1]", "x = (conn,)[-2]"])
def test_parts_that_a_tuple_does_not_have(analyse: Callable[..., Analysis], line: str) -> None:
    analysis = analyse(a=LOOP.replace("    while", f"    {line}\n    while"))
    assert analysis.notices == ()
    assert "a" in files_of(analysis, "SOCK101")


def test_what_has_too_many_paths_is_told(analyse: Callable[..., Analysis], monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = analyse(a=LOOP)
    assert analysis.notices == ()
    monkeypatch.setattr(exploration, "MAX_STATES", 8)
    analysis = analyse(b=many_paths(6), a=LOOP)
    assert "a" in files_of(analysis, "SOCK101")
    (notice,) = [notice for notice in analysis.notices if "SOCK101" in notice.message]
    assert notice.path is not None and notice.path.endswith("b.py")
    assert notice.message == "not fully analysed by SOCK101: there are too many paths to follow from here"
    assert notice.level == "warning"
    assert analysis.exit_status == 1


def test_what_is_nested_too_deeply_to_follow_is_told(
    analyse: Callable[..., Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    def overflow(self: Judgement) -> object:
        raise RecursionError

    monkeypatch.setattr(Judgement, "faults", overflow)
    analysis = analyse(a=LOOP)
    assert [notice.message for notice in analysis.notices if "SOCK101" in notice.message] == [
        "not fully analysed by SOCK101: the code here is nested too deeply"
    ]
    assert analysis.exit_status in (0, 1)


# --- faults in what is done for all files together ---


@pytest.fixture
def linking_fails(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the linker fail over units that a condition holds for, with the unit at hand or in nobody's hands."""

    def inject(condition: Callable[[list[str]], bool], *, at_hand: bool = False) -> None:
        module = sys.modules["sockslint.program.link"]  # the package has a function of this name
        real = unification.unify

        def unify(program: Program) -> None:
            stems = [Path(unit.path).stem for unit in program.index.units]
            if condition(stems):
                if at_hand:
                    for unit in program.index.units:
                        if condition([Path(unit.path).stem]):
                            raise KeyError("injected")
                raise KeyError("injected")
            real(program)

        monkeypatch.setattr(module, "unify", unify)

    return inject


NAMES = [f"f{number:02}" for number in range(20)]


def internal_errors(analysis: Analysis) -> dict[str | None, str]:
    return {
        notice.path and Path(notice.path).stem: notice.message for notice in analysis.notices if notice.level == "error"
    }


@pytest.mark.parametrize("at_hand", [True, False], ids=["with the unit at hand", "with no unit at hand"])
@pytest.mark.parametrize("faulty", [["f00"], ["f07"], ["f19"], ["f03", "f11"]], ids="-".join)
def test_a_fault_in_the_linker_costs_the_files_that_it_is_over(
    faulty: list[str], at_hand: bool, analyse: Callable[..., Analysis], linking_fails: Callable[..., None]
) -> None:
    linking_fails(lambda stems: not set(stems).isdisjoint(faulty), at_hand=at_hand)
    analysis = analyse(**dict.fromkeys(NAMES, LOOP))
    assert files_of(analysis, "SOCK101") == [name for name in NAMES if name not in faulty]
    assert analysis.exit_status == 3
    errors = internal_errors(analysis)
    assert sorted(map(str, errors)) == faulty
    for said in errors.values():
        assert said.startswith(
            "not analysed, as with it nothing was checked: internal error, please report it: KeyError: 'injected' ("
        )


def test_of_files_that_only_fail_together_one_is_left_out(
    analyse: Callable[..., Analysis], linking_fails: Callable[..., None]
) -> None:
    linking_fails(lambda stems: {"f03", "f11"} <= set(stems))
    analysis = analyse(**dict.fromkeys(NAMES, LOOP))
    assert files_of(analysis, "SOCK101") == [name for name in NAMES if name != "f11"]
    assert list(internal_errors(analysis)) == ["f11"]


def test_where_any_file_makes_it_fail_none_is_blamed_and_the_search_ends(
    analyse: Callable[..., Analysis], linking_fails: Callable[..., None]
) -> None:
    tried: list[int] = []

    def always(stems: list[str]) -> bool:
        tried.append(len(stems))
        return True

    linking_fails(always)
    analysis = analyse(**dict.fromkeys(NAMES, LOOP))
    assert analysis.findings == ()
    assert analysis.exit_status == 3
    errors = internal_errors(analysis)
    assert list(errors) == [None]
    assert errors[None].startswith("nothing was checked: internal error, please report it: KeyError: 'injected' (")
    assert sum(tried) <= (MOST_WORK + 2) * len(NAMES)


def test_where_memory_runs_out_nothing_is_tried_again(
    analyse: Callable[..., Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def run_out(program: Program) -> None:
        tried.append(program)
        raise MemoryError

    monkeypatch.setattr(sys.modules["sockslint.program.link"], "unify", run_out)
    analysis = analyse(**dict.fromkeys(NAMES, LOOP))
    assert internal_errors(analysis) == {
        None: "nothing was checked: there is not enough memory; set `max-memory-megabytes` lower, or check fewer files"
    }
    assert analysis.exit_status == 3
    assert len(tried) == 1


def test_a_fault_of_a_whole_rule_costs_the_file_that_it_is_over(
    analyse: Callable[..., Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = FORMS["obligation"]

    def crash_over_f05(seen: context.Context, rule: Rule) -> list[Finding]:
        if any(unit.path.endswith("f05.py") for unit in seen.program.index.units):
            raise KeyError("injected")
        return real(seen, rule)

    monkeypatch.setitem(FORMS, "obligation", crash_over_f05)
    analysis = analyse(**dict.fromkeys(NAMES, LOOP))
    assert files_of(analysis, "SOCK101") == [name for name in NAMES if name != "f05"]
    assert list(internal_errors(analysis)) == ["f05"]


@pytest.mark.parametrize("at_hand", [True, False], ids=["with the unit at hand", "with no unit at hand"])
def test_a_fault_over_what_a_file_names_leaves_it_judged_and_what_others_name_found(
    at_hand: bool, analyse: Callable[..., Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = reach.wanted_types
    looked_for: set[str] = set()

    def wanted_types(units: list[Unit], *rest: Any) -> Any:
        for unit in units if at_hand else ():
            if unit.path.endswith("a.py"):
                raise KeyError("injected")
        if any(each.path.endswith("a.py") for each in units):
            raise KeyError("injected")
        found = real(units, *rest)
        looked_for.update(found.always)
        return found

    monkeypatch.setattr("sockslint.program.wanted_types", wanted_types)
    derived = LOOP + "\nfrom bases import Base{0}\n\nclass {0}(Base{0}):\n    peer: socket.socket\n"
    analysis = analyse(a=derived.format("A"), b=derived.format("B"), other="class Unheard: pass")
    assert files_of(analysis, "SOCK101") == ["a", "b"]
    assert looked_for == {"BaseB"}
    assert analysis.exit_status == 3
    errors = internal_errors(analysis)
    assert list(errors) == ["a"]
    assert str(errors["a"]).startswith("not fully analysed: internal error, please report it: KeyError: 'injected' (")
