"""Programs that nobody wrote, grown from the test cases by edits: whatever they are, what is promised holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from fuzz import targets
from sockslint.analysis import Analysis
from sockslint.editor.checking import answered
from sockslint.editor.orders import Options, Order, Outcome
from sockslint.engine import run
from sockslint.findings import Finding
from sockslint.flow.model import Language
from sockslint.reports import render
from sockslint.request import prepare
from sockslint.silencing import silenced
from tests import editing
from tests.editing import CASES, SUFFIXES

SEEDS = {
    language: [path.read_bytes() for path in sorted(CASES.rglob(f"*{suffix}"))] for language, suffix in SUFFIXES.items()
}

#: What the edits put in: words that both languages and the API models give a meaning to, and what opens or closes.
WORDS = [
    *b"( ) { } [ ] ; : , . = ++ ?. ?? => \" ' # // /* */ @ $ ! * & | < >".split(),
    *b"if else while for foreach in try catch except finally using with return yield await async lambda def".split(),
    *b"class new var out ref break continue goto switch match case None null True false 0 -1 self this".split(),
    *b"socket.Receive(buffer) conn.recv(1024) conn.close() Dispose() Connected EndReceive(ar) settimeout(1)".split(),
    b"\n",
    b"\n    ",
    b"\r",
    b"\xff",
    "关".encode(),
    b"# sockslint: ignore[SOCK101]",
    b"// sockslint: ignore[SOCK101]",
]


@st.composite
def mangled(draw: st.DrawFn, language: Language) -> bytes:
    """A test case with some of its lines moved, repeated, dropped or taken from another, and some bytes changed."""
    seeds = SEEDS[language]
    lines = draw(st.sampled_from(seeds)).splitlines(keepends=True)
    other = draw(st.sampled_from(seeds)).splitlines(keepends=True)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(lines)))
        end = draw(st.integers(start, min(len(lines), start + 6)))
        match draw(st.sampled_from(["drop", "repeat", "move", "graft"])):
            case "drop":
                del lines[start:end]
            case "repeat":
                lines[end:end] = lines[start:end]
            case "move":
                moved = lines[start:end]
                del lines[start:end]
                at = draw(st.integers(0, len(lines)))
                lines[at:at] = moved
            case "graft":
                at = draw(st.integers(0, len(other)))
                lines[start:start] = other[at : at + 6]
    data = bytearray(b"".join(lines))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        data[start : start + draw(st.integers(0, 5))] = draw(st.sampled_from(WORDS)) * draw(
            st.sampled_from([1, 1, 1, 9])
        )
    return bytes(data)


def any_program(language: Language) -> st.SearchStrategy[bytes]:
    """A program edited as a tree, which most often parses, or as a text, which seldom does."""
    return editing.edited(language) | mangled(language)


@pytest.mark.parametrize("language", SUFFIXES)
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_program_is_judged(language: Language, data: st.DataObject) -> None:
    targets.source(data.draw(any_program(language)), language)


@pytest.mark.parametrize("language", SUFFIXES)
def test_edits_of_trees_make_other_programs_that_parse(language: Language) -> None:
    """Or else the tests here would say less than they seem to."""
    seeds = {seed.text for seed in editing.seeds(language)}

    def is_another(program: bytes) -> bool:
        return program not in seeds and editing.parses(program, language)

    assert is_another(find(editing.edited(language), is_another))


@pytest.mark.parametrize("name", ["rules", "settings"])
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_data_is_read_or_refused(name: str, data: bytes) -> None:
    targets.TARGETS[name](data)


def check(folder: Path, *, cache: bool = False) -> Analysis:
    return run(prepare([str(folder)], isolated=True, cache=cache, select=["SOCK"], min_confidence="low"))


@pytest.mark.parametrize("language", SUFFIXES)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_reports_are_valid_and_the_same_each_time_and_in_an_editor(
    language: Language, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, schema_faults: object
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    path = folder / f"a{SUFFIXES[language]}"
    path.write_bytes(data.draw(any_program(language)))
    fresh, cold, warm = check(folder), check(folder, cache=True), check(folder, cache=True)
    logs = [render("sarif", analysis.report()) for analysis in (fresh, cold, warm)]
    assert logs[0] == logs[1] == logs[2]
    assert callable(schema_faults)
    assert schema_faults(logs[0]) == []
    assert fresh.exit_status in (0, 1)
    content = path.read_bytes()
    path.write_bytes(b"")
    options = Options(isolated=True, select=("SOCK",), min_confidence="low", jobs=1, cache=False)
    order = Order(str(Path.cwd()), (str(folder),), {str(path): content}, options)
    outcome = msgspec.msgpack.decode(answered(msgspec.msgpack.encode(order)), type=Outcome)
    found = tuple(msgspec.structs.replace(finding, fixes=()) for finding in outcome.findings)
    assert (found, outcome.notices) == (fresh.findings, fresh.notices)


@pytest.mark.parametrize("language", SUFFIXES)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_suppression_takes_out_what_it_names_and_nothing_else(
    language: Language, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    path = folder / f"a{SUFFIXES[language]}"
    mark = b"#" if language == "python" else b"//"
    program = data.draw(editing.edited(language))
    if b"sockslint" in program or not editing.parses(program, language):
        return
    path.write_bytes(program)
    before = check(folder).findings
    if not before:
        return
    chosen = data.draw(st.sampled_from(before))
    path.write_bytes(program.rstrip() + b"\n" + mark + b" sockslint: ignore-file[" + chosen.rule.encode() + b"]\n")
    after = check(folder)
    assert _plain(after.findings) == _plain(finding for finding in before if finding.rule != chosen.rule)
    assert _plain(each.finding for each in after.suppressed) == _plain(f for f in before if f.rule == chosen.rule)

    line = silenced(program, language, [chosen], "by a test")
    assert line is not None
    path.write_bytes(line)
    after = check(folder)
    gone = Counter(map(_kind, before)) - Counter(map(_kind, after.findings))
    assert Counter(map(_kind, after.findings)) <= Counter(map(_kind, before))
    assert gone == Counter(_kind(each.finding) for each in after.suppressed)
    assert gone[_kind(chosen)] >= 1
    assert {rule for rule, *_ in gone} == {chosen.rule}


def _plain(findings: object) -> list[Finding]:
    assert hasattr(findings, "__iter__")
    return [msgspec.structs.replace(finding, steps=()) for finding in findings]


def _kind(finding: Finding) -> tuple[str, str, str, str]:
    """What a finding is, wherever it stands."""
    return finding.rule, finding.kind, finding.message, finding.symbol
