"""What is not judged, or not to the end: it is told where and by which rule, and costs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sockslint.checks import FORMS, context, obligation
from sockslint.engine import Analysis, prepare, run
from sockslint.program import exploration
from sockslint.rulebook.load import load_rulebook

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
    real = obligation._Judgement.faults

    def crash_in_b(self: obligation._Judgement) -> object:
        if self.use.method.unit.path.endswith("b.py"):
            raise KeyError("what\na mess")
        return real(self)

    monkeypatch.setattr(obligation._Judgement, "faults", crash_in_b)
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

    monkeypatch.setattr(context.Context, "finding", crash)
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
    def overflow(self: obligation._Judgement) -> object:
        raise RecursionError

    monkeypatch.setattr(obligation._Judgement, "faults", overflow)
    analysis = analyse(a=LOOP)
    assert [notice.message for notice in analysis.notices if "SOCK101" in notice.message] == [
        "not fully analysed by SOCK101: the code here is nested too deeply"
    ]
    assert analysis.exit_status in (0, 1)
