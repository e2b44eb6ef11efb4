"""The run: which files are lowered, what is told about those that are not, and what the settings do to findings."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import pytest

from sockslint import engine, gathering
from sockslint.analysis import Analysis
from sockslint.engine import STAGES, Stages, run
from sockslint.findings import Confidence, Finding, Judgement, Step
from sockslint.flow.model import Comment, Language, Problem, TypeDeclaration, Unit
from sockslint.lowering import Frontend
from sockslint.program import Wanted
from sockslint.program.visibility import ANYWHERE
from sockslint.reports import render
from sockslint.reports.model import Notice
from sockslint.request import prepare
from sockslint.rulebook.model import Rulebook
from sockslint.settings import Settings, SettingsError
from sockslint.text import SourceText, Span

# Stages in place of the real ones: `recv` is the vocabulary, each `recv` is a finding of SOCK101, of a confidence that
# may stand before it; a class is declared as in Python, and `new X` names one.

_NEW = re.compile(r"new (\w+)")
_CLASS = re.compile(r"class (\w+)")
_CALL = re.compile(r"(low |medium )?(recv)")


def fake_lower(path: str, source: SourceText) -> Unit:
    if "crash" in source.text:
        raise ValueError("what a\nmess")
    if "deep" in source.text:
        raise RecursionError
    problems = tuple(Problem(Span(m.start(), m.end()), "odd") for m in re.finditer("odd", source.text))
    types = tuple(TypeDeclaration(m[1], Span(*m.span())) for m in _CLASS.finditer(source.text))
    comments = tuple(
        Comment(source.span_of_code_points(*match.span()), match.group()) for match in re.finditer(r"#.*", source.text)
    )
    language: Language = "python" if path.endswith(".py") else "csharp"
    # The namespaces carry the text on to the judge.
    return Unit(path, language, types=types, comments=comments, problems=problems, namespaces=(source.text,))


def fake_wanted(units: Sequence[Unit], speaking: Sequence[Unit], rulebook: Rulebook, language: Language) -> Wanted:
    units = [unit for unit in units if unit.language == language]
    declared = {each.name for unit in units for each in unit.types}
    named = frozenset(name for unit in units for name in _NEW.findall(unit.namespaces[0]))
    return Wanted(always=dict.fromkeys(named - declared, ANYWHERE))


def fake_judge(units: Sequence[Unit], rulebook: Rulebook) -> Judgement:
    found = [
        Finding(
            rule="SOCK101",
            path=unit.path,
            span=Span(match.start(2), match.end(2)),
            message="message",
            advice="advice",
            kind="kind",
            subject="subject",
            symbol="symbol",
            severity="error",
            confidence={None: Confidence.HIGH, "low ": Confidence.LOW, "medium ": Confidence.MEDIUM}[match[1]],
            steps=(Step(units[0].path, Span(0, 1), "step"),),
        )
        for unit in units
        for match in _CALL.finditer(unit.namespaces[0])
        if any(rule.id == "SOCK101" for rule in rulebook.rules)
    ]
    return Judgement(tuple(found))


def fake_frontend(language: Language) -> Frontend:
    return fake_lower


FAKES = Stages(lambda rulebook, language: (b"recv",), fake_frontend, fake_wanted, fake_judge)


@pytest.fixture
def analyse(tmp_path: Path) -> Callable[..., Analysis]:
    """Writes files by name and text, and analyses them; text in `sockslint.toml` is the settings."""

    def write_and_run(
        files: Mapping[str, str | bytes], *paths: str, stages: Stages = FAKES, select: Sequence[str] | None = None
    ) -> Analysis:
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(data)
        if "sockslint.toml" not in files:
            (tmp_path / "sockslint.toml").write_text("")
        request = prepare([str(tmp_path / path) for path in paths or (".",)], select=select)
        return run(request, stages=stages)

    return write_and_run


Analyse = Callable[..., Analysis]


def places(analysis: Analysis) -> list[str]:
    return [f"{each.path}:{each.span.start}" for each in analysis.findings]


def lowered(analyse: Analyse, files: Mapping[str, str | bytes]) -> list[str]:
    """The files that come to the judge."""
    seen: list[str] = []

    def judge(units: Sequence[Unit], rulebook: Rulebook) -> Judgement:
        seen.extend(unit.path for unit in units)
        return Judgement(())

    analyse(files, stages=msgspec.structs.replace(FAKES, judge=judge))
    return seen


# --- which files are lowered ------------------------------------------------------------------------------------


def test_only_files_with_a_word_of_the_vocabulary_are_lowered(analyse: Analyse) -> None:
    files = {"b.py": "recv", "a.cs": "recv", "c.py": "send", "d.txt": "recv"}
    assert lowered(analyse, files) == ["a.cs", "b.py"]
    analysis = analyse(files)
    assert analysis.files_checked == 3
    assert analysis.exit_status == 1
    assert set(analysis.sources) == set(analysis.digests) == {"a.cs", "b.py"}
    assert analysis.sources["b.py"].text == "recv"
    assert analysis.digests["b.py"].length == 4


def test_files_that_declare_what_is_named_are_lowered_too(analyse: Analyse) -> None:
    files = {
        "a.py": "recv new B",
        "b.py": "class B new C",
        "c.py": "class C new D",
        "d.py": "class D new E",
        "e.py": "class E",  # one round too far
        "f.py": "class F",
        "b.cs": "class B",  # another language
    }
    assert lowered(analyse, files) == ["a.py", "b.py", "c.py", "d.py"]


def test_a_type_that_two_files_declare(analyse: Analyse) -> None:
    files = {"a.cs": "recv new B", "b1.cs": "partial class B", "b2.cs": "partial class B"}
    assert lowered(analyse, files) == ["a.cs", "b1.cs", "b2.cs"]


def test_nothing_is_looked_up_when_nothing_matters(analyse: Analyse) -> None:
    def never(units: Sequence[Unit]) -> frozenset[str]:
        raise AssertionError

    stages = msgspec.structs.replace(FAKES, wanted_types=never, judge=lambda units, rulebook: 1 / 0)
    analysis = analyse({"a.py": "send"}, stages=stages)
    assert (analysis.exit_status, analysis.notices) == (0, ())


# --- what is told -----------------------------------------------------------------------------------------------


def test_a_crash_in_one_file_leaves_the_others(analyse: Analyse) -> None:
    analysis = analyse({"a.py": "crash recv", "b.py": "recv"})
    assert places(analysis) == ["b.py:0"]
    assert analysis.exit_status == 3
    (notice,) = analysis.notices
    assert (notice.path, notice.line, notice.level) == ("a.py", None, "error")
    assert re.fullmatch(
        r"not analysed: internal error, please report it: ValueError: what a mess \(test_engine.py:\d+\)",
        notice.message,
    )


def test_a_crash_while_judging_is_told(analyse: Analyse) -> None:
    stages = msgspec.structs.replace(FAKES, judge=lambda units, rulebook: 1 / 0)
    analysis = analyse({"a.py": "recv  # sockslint: ignore[SOCK101]"}, stages=stages)
    assert analysis.findings == ()
    (notice,) = analysis.notices
    assert (analysis.exit_status, notice.path, notice.level) == (3, None, "error")
    assert notice.message.startswith(
        "nothing was checked: internal error, please report it: ZeroDivisionError: division by zero (test_engine.py:"
    )


def test_what_is_told_about_files(analyse: Analyse) -> None:
    analysis = analyse(
        {
            "sockslint.toml": "max-file-megabytes = 0.001",
            "binary.py": b"recv\0",
            "deep.py": "recv deep",
            "empty.py": "",
            "gbk.cs": "recv 关闭连接之后再次接收数据".encode("gbk"),
            "huge.py": "recv" + " " * 2506,
            "huge_but_no_matter.py": "send" + " " * 1000,
            "late.py": "recv\nodd",
            "wide.cs": "recv".encode("utf-16"),
        }
    )
    binary = "not analysed: it holds NUL characters, so it is no source"
    assert analysis.notices == tuple(
        Notice(path, line, message, "warning")
        for path, line, message in [
            ("binary.py", None, binary),
            ("deep.py", None, "not analysed: it is nested too deeply"),
            ("gbk.cs", None, "not valid UTF-8: read as GB 18030"),
            (
                "huge.py",
                None,
                "not analysed: its 0.00251 MB are over the limit of 0.001 MB (the setting `max-file-megabytes`)",
            ),
            ("late.py", 2, "odd"),
        ]
    )
    assert analysis.exit_status == 1
    assert {finding.path for finding in analysis.findings} == {"gbk.cs", "late.py", "wide.cs"}


def test_nul_after_the_first_thousand_characters(analyse: Analyse) -> None:
    analysis = analyse({"a.py": b"recv" + b" " * 2000 + b"\0"})
    (notice,) = analysis.notices
    assert notice.message == "not analysed: it holds NUL characters, so it is no source"


def test_a_file_that_vanishes_is_told_unless_git_knew_it(
    analyse: Analyse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from sockslint.sources.model import File

    gone = [File(str(tmp_path / "a.py"), "python", "walked"), File(str(tmp_path / "b.py"), "python", "tracked")]
    monkeypatch.setattr(engine, "find", lambda *arguments: (gone, []))
    analysis = analyse({})
    assert analysis.notices == (Notice("a.py", None, "not read: it vanished before it was read", "warning"),)
    assert analysis.files_checked == 0


# --- what the settings do ---------------------------------------------------------------------------------------


def test_low_confidence_is_hidden_by_default(analyse: Analyse) -> None:
    files = {"a.py": "low recv medium recv recv"}
    assert len(analyse(files).findings) == 2
    assert len(analyse({**files, "sockslint.toml": "min-confidence = 'low'"}).findings) == 3
    assert len(analyse({**files, "sockslint.toml": "min-confidence = 'high'"}).findings) == 1


def test_rules_that_are_not_selected_do_not_run(analyse: Analyse) -> None:
    files = {"a.py": "recv  # sockslint: ignore[SOCK301]\nrecv"}
    analysis = analyse(files, select=["SOCK301"])
    assert analysis.findings == ()
    assert [rule.id for rule in analysis.rulebook.rules] == ["SOCK301"]


def test_per_file_ignores_and_severity(analyse: Analyse) -> None:
    settings = "[severity]\nSOCK101 = 'note'\n[per-file-ignores]\n'tests/' = ['zero-byte-receive']"
    analysis = analyse({"sockslint.toml": settings, "a.py": "recv", "tests/b.py": "recv"})
    assert [(each.path, each.severity) for each in analysis.findings] == [("a.py", "note")]


def test_suppression_and_what_it_says(analyse: Analyse) -> None:
    files = {"a.py": "recv  # sockslint: ignore[SOCK101] why\n", "b.py": "recv  # sockslint: ignore[SOCK301]\n"}
    analysis = analyse(files)
    assert [(each.path, each.rule) for each in analysis.findings] == [("b.py", "SOCK101"), ("b.py", "SOCK001")]
    assert [(each.finding.path, each.reason) for each in analysis.suppressed] == [("a.py", "why")]
    settings = "[per-file-ignores]\n'*.py' = ['SOCK301']"
    analysis = analyse({**files, "sockslint.toml": settings})
    assert [(each.path, each.rule) for each in analysis.findings] == [("b.py", "SOCK101")]


def test_a_suppression_of_something_hidden_is_no_unused_one(analyse: Analyse) -> None:
    assert analyse({"a.py": "low recv  # sockslint: ignore[SOCK101] why\n"}).findings == ()


def test_sources_of_steps_are_there(analyse: Analyse) -> None:
    analysis = analyse({"a.py": "recv  # sockslint: ignore[SOCK101]\n", "b.py": "recv"})
    assert places(analysis) == ["b.py:0"]
    assert sorted(analysis.sources) == ["a.py", "b.py"]


def test_buffers_take_the_place_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("send")
    (tmp_path / "sockslint.toml").write_text("exclude = ['c.py']")
    names = [str(tmp_path / name) for name in ("a.py", "b.py", "c.py")]
    request = prepare(names[:2], buffers=dict.fromkeys(names, b"recv"))
    assert places(run(request, stages=FAKES)) == ["a.py:0", "b.py:0"]
    assert places(run(prepare(names[2:], buffers={names[2]: b"recv"}), stages=FAKES)) == []


def test_rules_of_ones_own(analyse: Analyse, tmp_path: Path) -> None:
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint" / "own.toml").write_text('language = "python"\nfixture = ""\n[[types]]\nname = "Link"\n')
    (tmp_path / "sockslint.toml").write_text("rules = ['lint']")
    request = prepare([str(tmp_path)])
    assert any(type_.name == "Link" for model in request.rulebook.models for type_ in model.types)


def test_settings_given_by_name_and_none_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sockslint.toml").write_text("ignore = ['SOCK101']")
    (tmp_path / "other.toml").write_text("ignore = ['SOCK301']")
    monkeypatch.chdir(tmp_path)
    assert prepare(["."]).configuration.settings.ignore == ("SOCK101",)
    assert prepare(["."], config=Path("other.toml")).configuration.settings.ignore == ("SOCK301",)
    assert prepare(["."], isolated=True).configuration.settings.ignore == ()
    with pytest.raises(SettingsError, match="there is no such file"):
        prepare(["."], config=Path("none.toml"))


def test_the_same_whatever_the_order_and_the_working_directory(
    analyse: Analyse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a.py": "recv new C", "b/b.py": "recv", "c.py": "class C"}
    first = analyse(files, "a.py", "b", "c.py")
    monkeypatch.chdir(tmp_path / "b")
    second = analyse(files, "c.py", "b/b.py", "b", "a.py")
    assert (first.findings, first.notices, first.root) == (second.findings, second.notices, second.root)


def test_a_log_about_files_of_no_project_has_absolute_addresses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "loose"
    folder.mkdir()
    (folder / "a.py").write_text("import socket\n\n\ndef f(s: socket.socket) -> None:\n    s.recv(1)\n")
    monkeypatch.chdir(tmp_path)

    def addresses() -> set[str]:
        log = json.loads(render("sarif", run(prepare(["loose"])).report()))
        return {
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for result in log["runs"][0]["results"]
        }

    assert addresses() == {(folder / "a.py").as_uri()}
    (tmp_path / "sockslint.toml").write_text("")
    assert addresses() == {"loose/a.py"}


# --- how much memory a run may take ---

LOOP = """\
import socket
from helpers import Helper{number}

def serve(address, helper: Helper{number}):
    conn = socket.create_connection(address)
    helper.keep(conn)
    while True:
        print(conn.recv({number}))
"""


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets a run have room for so many events."""

    def make(events: int) -> None:
        size = (Settings().max_memory_megabytes * 1e6 - gathering._BYTES_AT_FIRST) / events
        monkeypatch.setattr(gathering, "_BYTES_AN_EVENT", {"python": size, "csharp": size})

    return make


def test_what_memory_has_no_room_for_is_left_out_in_order_and_told(
    analyse: Analyse, little_room: Callable[[int], None]
) -> None:
    files = {f"f{number}.py": LOOP.format(number=number) for number in range(6)}
    assert len(analyse(files, stages=STAGES).findings) == 6
    little_room(16)
    analysis = analyse(files, stages=STAGES)
    assert [each.path for each in analysis.findings] == ["f0.py", "f1.py", "f2.py"]
    said = "not analysed: with it the run would take over 1,000 MB (the setting `max-memory-megabytes`)"
    assert analysis.notices == tuple(Notice(f"f{number}.py", None, said, "warning") for number in (3, 4, 5))
    assert analysis.exit_status == 1


def test_what_is_left_out_depends_neither_on_workers_nor_on_the_cache(
    analyse: Analyse, little_room: Callable[[int], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOCKSLINT_CACHE_DIR", str(tmp_path / "cache"))
    sizes = [9, 1, 30, 2, 20, 1, 9]
    files = {f"f{at}.py": "".join(LOOP.format(number=each) for each in range(size)) for at, size in enumerate(sizes)}
    little_room(80)
    fresh = analyse(files, stages=STAGES)
    assert [notice.path for notice in fresh.notices] == ["f2.py", "f4.py", "f6.py"]
    for cache, jobs in ((True, 1), (True, 1), (False, 3)):
        again = run(prepare([str(tmp_path)], cache=cache, jobs=jobs))
        assert (again.findings, again.notices) == (fresh.findings, fresh.notices)
    (tmp_path / "f5.py").unlink()  # the verdict is another, the units are known
    again = run(prepare([str(tmp_path)], cache=True))
    assert [notice.path for notice in again.notices] == ["f2.py", "f4.py", "f6.py"]


def test_files_that_only_help_to_understand_others_are_left_out_first_and_told_at_once(
    analyse: Analyse, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a.py": "recv new B new C", "b.py": "class B", "c.py": "class C"}
    assert lowered(analyse, files) == ["a.py", "b.py", "c.py"]

    monkeypatch.setattr(gathering, "_events", lambda unit: 0 if unit.path == "a.py" else 1e9)
    analysis = analyse(files)
    assert places(analysis) == ["a.py:0"]
    assert [(notice.path, notice.message, notice.level) for notice in analysis.notices] == [
        (
            None,
            "not everything was analysed: b.py and 1 other file were not looked into, as the run would take over "
            "1,000 MB (the setting `max-memory-megabytes`)",
            "warning",
        )
    ]
