"""What is kept from run to run: that it comes back whole, that it is bounded, and that it never changes a report."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import platformdirs
import pytest

from sockslint import __version__, cache, engine, survey
from sockslint.analysis import Analysis
from sockslint.cache import Cache, clear
from sockslint.engine import run
from sockslint.findings import Judgement
from sockslint.flow.model import Unit
from sockslint.keeping import cache_folder
from sockslint.lowering import Frontend
from sockslint.reports import render
from sockslint.reports.model import Report
from sockslint.request import prepare
from sockslint.rulebook.model import Rulebook
from sockslint.sources import stamps
from sockslint.text import SourceText
from tests.judging import lower
from tests.test_cases import CASES, cases, read_case

FIXTURES = Path(__file__).parent / "fixtures"
FILE = "facts-1.sqlite3"


# --- units --------------------------------------------------------------------------------------------------------


def sources() -> Iterator[tuple[str, str]]:
    for case in cases():
        yield from read_case(case).items()
    for file in sorted(FIXTURES.rglob("*")):
        if file.suffix in (".cs", ".py"):
            yield file.name, file.read_text("utf-8")


def test_every_unit_comes_back_equal() -> None:
    decoder = msgspec.msgpack.Decoder(Unit)
    count = 0
    for path, text in sources():
        unit = lower(path, SourceText(text))
        again = decoder.decode(msgspec.msgpack.encode(unit))
        assert again == unit
        assert repr(again) == repr(unit)  # 1 equals True, and "" equals nothing but ""
        count += 1
    assert count > 300


def test_all_kinds_of_constants_come_back() -> None:
    text = "def f():\n    return [True, 1, 'é', b'\\xff', None, 2**70, 99999999999999999999, '\\ud800', -(2**63)]\n"
    unit = lower("a.py", SourceText(text))
    assert repr(msgspec.msgpack.decode(msgspec.msgpack.encode(unit), type=Unit)) == repr(unit)


# --- the store ----------------------------------------------------------------------------------------------------


def keep(folder: Path, limit: int = cache.LIMIT, **values: bytes) -> list[str]:
    store = Cache(folder, limit)
    for key, value in values.items():
        store.put(key.encode(), value)
    store.close()
    return store.notes


def kept(folder: Path, *keys: str) -> list[bytes | None]:
    store = Cache(folder)
    found = [store.get(key.encode()) for key in keys]
    store.close()
    return found


def test_what_is_put_is_there_for_the_next(tmp_path: Path) -> None:
    assert keep(tmp_path / "new" / "folder", a=b"1", b=b"") == []
    keep(tmp_path / "new" / "folder", a=b"2")
    assert kept(tmp_path / "new" / "folder", "a", "b", "c") == [b"2", b"", None]


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    keep(tmp_path / "new", a=b"1")
    if os.name != "nt":
        assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1e9
    monkeypatch.setattr(cache.time, "time", lambda: now)
    for name in "abcd":
        keep(tmp_path, 4000, **{name: b"x" * 900})
        now += 100_000
    kept(tmp_path, "a")
    keep(tmp_path, 4000, e=b"x" * 900)
    assert [each is not None for each in kept(tmp_path, "a", "b", "c", "d", "e")] == [True, False, False, True, True]


def test_a_use_is_written_down_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, a=b"1")
    monkeypatch.setattr(Cache, "_write", lambda *_: pytest.fail("wrote"))
    assert kept(tmp_path, "a") == [b"1"]


@pytest.mark.parametrize("spoilt", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_cache_is_thrown_away(tmp_path: Path, spoilt: bytes) -> None:
    keep(tmp_path, a=b"1")
    (tmp_path / FILE).write_bytes(spoilt)
    notes = keep(tmp_path, a=b"2")
    assert notes == (["threw away the cache, which was spoilt"] if spoilt else [])
    assert keep(tmp_path, a=b"3") == []
    assert kept(tmp_path, "a") == [b"3"]


def test_a_database_of_something_else(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("CREATE TABLE entries (name TEXT)")
        database.execute("PRAGMA user_version = 1")
    database.close()
    assert keep(tmp_path, a=b"1") != []
    assert kept(tmp_path, "a") == [None]


def test_an_entry_that_is_spoilt_is_thrown_away(tmp_path: Path) -> None:
    keep(tmp_path, a=b"1" * 100, b=b"2" * 100, c=b"3")
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE entries SET value = substr(value, 1, 50) WHERE key = ?", (b"a",))
        database.execute("UPDATE entries SET value = 'text' WHERE key = ?", (b"b",))
    database.close()
    store = Cache(tmp_path)
    assert [store.get(key) for key in (b"a", b"b", b"c")] == [None, None, b"3"]
    store.close()
    assert store.notes == ["threw away what was spoilt in the cache"]
    assert keep(tmp_path) == []
    assert kept(tmp_path, "a", "c") == [None, b"3"]


def test_a_folder_that_cannot_be_had(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (note,) = keep(tmp_path / "file", a=b"1")
    assert note == f"works without a cache: {tmp_path / 'file'}: file exists"


def test_a_run_that_finds_another_writing_goes_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_PATIENCE", 0.05)
    keep(tmp_path, a=b"1")
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert keep(tmp_path, b=b"2") == []
    assert kept(tmp_path, "a", "b") == [b"1", None]
    other.close()
    keep(tmp_path, b=b"2")
    assert kept(tmp_path, "a", "b") == [b"1", b"2"]


WRITER = """
import sys
from pathlib import Path
from sockslint.cache import Cache
for turn in range(20):
    store = Cache(Path(sys.argv[1]))
    for number in range(5):
        store.put(f"{sys.argv[2]}{turn}.{number}".encode(), b"x" * 2000)
    store.get(b"shared")
    store.put(b"shared", sys.argv[2].encode() * 500)
    store.close()
    assert not store.notes, store.notes
"""


def test_runs_at_the_same_time_share_it(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name]) for name in "ab"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    store = Cache(tmp_path)
    assert store.get(b"shared") in (b"a" * 500, b"b" * 500)
    assert sum(store.get(f"{w}{t}.{n}".encode()) is not None for w in "ab" for t in range(20) for n in range(5)) >= 150
    assert store.notes == []
    store.close()


def test_the_folder_is_the_one_that_the_environment_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCKSLINT_CACHE_DIR", str(tmp_path))
    assert cache_folder() == str(tmp_path)
    monkeypatch.delenv("SOCKSLINT_CACHE_DIR")
    for base in (str(tmp_path / "xdg"), " ", ""):
        monkeypatch.setenv("XDG_CACHE_HOME", base)
        assert cache_folder() == platformdirs.user_cache_dir("sockslint", appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="others have other variables")
@pytest.mark.parametrize("base", ["", "relative"])
def test_a_user_without_a_home_has_none(tmp_path: Path, base: str) -> None:
    """As in a container that is run under a number that its system does not know."""
    (tmp_path / "a.py").write_text(LEAK)
    code = "import os,pwd,sys; pwd.getpwuid = {}.__getitem__; from sockslint.__main__ import main; sys.exit(main())"
    known = ("SOCKSLINT_CACHE_DIR", "HOME")
    environment = {name: value for name, value in os.environ.items() if name not in known} | {"XDG_CACHE_HOME": base}
    for arguments in (["a.py"], ["a.py"], ["--clear-cache"]):
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        note = "sockslint: note: works without a cache: no folder of this user's is known to keep it in\n"
        assert (done.returncode, done.stderr) == ((1, note) if arguments == ["a.py"] else (0, ""))
    assert [path.name for path in tmp_path.iterdir()] == ["a.py"]


def test_a_python_without_sqlite_keeps_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LEAK)
    code = "import sys; sys.modules['_sqlite3'] = None; from sockslint.__main__ import main; sys.exit(main())"
    for arguments in (["a.py"], ["--jobs", "2", "."]):
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        note = "sockslint: note: works without a cache: this Python has no sqlite3\n"
        assert (done.returncode, done.stderr, "SOCK101" in done.stdout) == (1, note, True)
    assert not list(folder.glob("facts*"))


def test_clearing_leaves_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    keep(tmp_path, a=b"1")
    clear(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]
    clear(tmp_path / "none")
    (tmp_path / "notes.txt").unlink()
    clear(tmp_path)
    assert not tmp_path.exists()


# --- whole runs ---------------------------------------------------------------------------------------------------


def reports(analysis: Analysis) -> list[str]:
    report = Report(
        findings=analysis.findings,
        sources=analysis.sources,
        notices=analysis.notices,
        rulebook=analysis.rulebook,
        root=analysis.root,
        files_checked=analysis.files_checked,
        version=__version__,
        exit_status=analysis.exit_status,
        digests=analysis.digests,
    )
    return [render(format_, report) for format_ in ("json", "sarif")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("SOCKSLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def never(*_: object) -> Frontend:
    raise AssertionError("parsed")


NO_PARSER = msgspec.structs.replace(engine.STAGES, frontend=never)
NO_JUDGE = msgspec.structs.replace(NO_PARSER, judge=never)


@pytest.mark.parametrize(("tree", "many"), [(CASES, 0), (FIXTURES, 10**6)])
def test_a_report_is_the_same_cold_and_warm_and_without_a_cache(
    tree: Path, many: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "_MANY", many)
    monkeypatch.setattr(stamps, "SETTLED_NS", -(10**18))
    shutil.copytree(tree, tmp_path / "tree")
    cached = prepare([str(tmp_path / "tree")], isolated=True, cache=True)
    without = reports(run(msgspec.structs.replace(cached, cache=False)))
    assert reports(run(cached)) == without
    assert reports(run(cached, stages=NO_JUDGE)) == without
    # One file more: all the others come from the cache, and are judged anew.
    (tmp_path / "tree" / "more.py").write_text("pass\n")
    more = run(cached, stages=NO_PARSER)
    assert more.findings == run(msgspec.structs.replace(cached, cache=False)).findings


LEAK = "import socket\ndef f(\n    s: socket.socket,\n):\n    while True: print(s.recv(9))\n"


@pytest.fixture
def check(folder: Path, tmp_path: Path) -> Callable[..., list[str]]:
    """Writes files and checks them with the cache; the findings by path and line."""

    def write_and_check(files: Mapping[str, str], **options: object) -> list[str]:
        for name, text in files.items():
            (tmp_path / "src").mkdir(exist_ok=True)
            (tmp_path / "src" / name).write_text(text)
        analysis = run(prepare([str(tmp_path / "src")], isolated=True, cache=True, **options))  # type: ignore[arg-type]
        assert not analysis.asides
        return [
            f"{each.path.rpartition('/')[2]}:{analysis.sources[each.path].line_of(each.span.start)}"
            for each in analysis.findings
        ]

    return write_and_check


def test_changes_are_seen(check: Callable[..., list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "_MANY", 0)
    assert check({"a.py": LEAK, "b.py": "pass"}) == ["a.py:5"]
    assert check({}) == ["a.py:5"]
    assert check({"a.py": "\n" + LEAK}) == ["a.py:6"]
    assert check({"b.py": LEAK}) == ["a.py:6", "b.py:5"]
    (tmp_path / "src" / "a.py").unlink()
    assert check({}) == ["b.py:5"]
    assert check({}, select=["SOCK301"]) == []
    assert check({}) == ["b.py:5"]


def test_a_file_written_to_just_now_is_read_again(
    check: Callable[..., list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "_MANY", 0)
    file = tmp_path / "src" / "a.py"
    assert check({"a.py": LEAK}) == ["a.py:5"]
    times = file.stat()
    file.write_text(LEAK.replace("recv", "sent"))  # as many bytes
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert check({}) == []


def test_the_same_content_elsewhere_is_not_parsed_again(folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.py").write_text(LEAK)
    first, second = (prepare([str(tmp_path / name)], isolated=True, cache=True) for name in ("one", "two"))
    run(first)
    (found,) = run(second, stages=NO_PARSER).findings
    assert found.path.endswith("two.py")


def test_a_fact_that_makes_no_sense_is_thrown_away(
    check: Callable[..., list[str]], folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    check({"a.py": LEAK})
    with sqlite3.connect(folder / FILE) as database:
        for (key,) in database.execute("SELECT key FROM entries").fetchall():
            value = msgspec.msgpack.encode(["from", "the", "future"])
            database.execute("UPDATE entries SET value = ? WHERE key = ?", (cache._check(value) + value, key))
    database.close()
    analysis = run(prepare([str(tmp_path / "src")], isolated=True, cache=True))
    assert (len(analysis.findings), analysis.asides) == (1, ("threw away what was spoilt in the cache",))
    assert check({}) == ["a.py:5"]


def test_a_run_that_failed_is_not_remembered(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LEAK)
    request = prepare([str(tmp_path / "a.py")], isolated=True, cache=True)
    assert run(request, stages=msgspec.structs.replace(engine.STAGES, judge=never)).failed
    assert len(run(request).findings) == 1


EDITION = """
import pathlib, sys
from sockslint.editions import _LOWERING, _PACKAGE
from sockslint.lowering import Task, lower
before = set(sys.modules)
for task in (Task("a.py", "python", b"x = 1"), Task("a.cs", "csharp", b"class A {}")):
    assert lower(task).unit
ours = [sys.modules[name].__file__ for name in sys.modules if name.startswith("sockslint.")]
names = {pathlib.Path(file).relative_to(_PACKAGE).parts[0] for file in ours}
print(sorted(names - {*_LOWERING, "editions.py"}))
"""


def test_a_change_costs_what_it_matters_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCKSLINT_CACHE_DIR", str(tmp_path / "kept"))
    project = tmp_path / "project"
    project.mkdir()
    shutil.copy2(FIXTURES / "article" / "csharp" / "client_leaks.cs", project)
    (project / "a.py").write_text(LEAK)
    (project / "b.py").write_text("x = 1\n")
    judged: list[str] = []

    def judge(units: Sequence[Unit], rulebook: Rulebook) -> Judgement:
        judged.extend(sorted({unit.language for unit in units}))
        return engine.STAGES.judge(units, rulebook)

    stages = msgspec.structs.replace(engine.STAGES, judge=judge)

    def findings() -> list[tuple[str, str]]:
        judged.clear()
        analysis = run(prepare([str(project)], isolated=True, cache=True), stages=stages)
        assert not analysis.failed
        return [(finding.path, finding.rule) for finding in analysis.findings]

    first = findings()
    assert {Path(path).name for path, _ in first} == {"a.py", "client_leaks.cs"}
    assert judged == ["csharp", "python"]
    (project / "b.py").write_text("x = 2\n")
    assert (findings(), judged) == (first, [])
    (project / "a.py").write_text(LEAK + "# longer\n")
    assert (findings(), judged) == (first, ["python"])
    (project / "a.py").write_text(LEAK)
    assert (findings(), judged) == (first, [])


def test_the_edition_covers_all_that_lowering_runs_through() -> None:
    done = subprocess.run([sys.executable, "-c", EDITION], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_installations_share_what_they_know(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LEAK)
    request = prepare([str(tmp_path / "a.py")], isolated=True, cache=True)
    moved = tuple(msgspec.structs.replace(rule, path=f"/elsewhere/{rule.path}") for rule in request.rulebook.rules)
    run(request)
    elsewhere = msgspec.structs.replace(request.rulebook, rules=moved)
    assert len(run(msgspec.structs.replace(request, rulebook=elsewhere), stages=NO_JUDGE).findings) == 1
