"""Runs that are not made, since an earlier one tells what they would come to: never anything else."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

from sockslint import cli, remembering, replay, settings
from sockslint.sources import stamps

LEAK = "import socket\n\n\ndef f(s: socket.socket) -> None:\n    while True:\n        print(s.recv(1))\n"
PLAIN = "def f() -> None:\n    pass\n"
PUMP = "class A { void F(System.Net.Sockets.Socket s) { while (true) { s.Receive(new byte[9]); } } }\n"


class Said(NamedTuple):
    status: int
    out: str
    err: str


class Runs:
    """Runs of the command in a folder, in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def full(self, *arguments: str) -> Said:
        """What a run says."""
        status = cli.main(arguments)
        return Said(status, *self._capsys.readouterr())

    def replayed(self, *arguments: str) -> Said | None:
        """What is said without a run, if anything is."""
        status = replay.answer(arguments)
        return None if status is None else Said(status, *self._capsys.readouterr())

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runs:
    """Files count as settled at once, or every test would have to wait for two seconds."""
    monkeypatch.setenv("SOCKSLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(stamps, "SETTLED_NS", -(10**12))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    runs = Runs(folder, capsys)
    runs.write("a.py", LEAK)
    runs.write("b/plain.py", PLAIN)
    runs.write("b/c.cs", PUMP)
    return runs


@pytest.mark.parametrize("in_git", [False, True], ids=["as it lies", "as git sees it"])
@pytest.mark.parametrize(
    "arguments", [["."], ["a.py", "b"], ["--format", "sarif", "."], ["--quiet"]], ids=lambda each: " ".join(each)
)
def test_the_same_is_said_again(runs: Runs, arguments: list[str], in_git: bool) -> None:
    if in_git:
        runs.git("init", "-q")
        runs.git("add", ".")
    assert runs.replayed(*arguments) is None
    said = runs.full(*arguments)
    assert said.status == 1
    assert runs.replayed(*arguments) == said
    assert runs.replayed(*arguments, "--exit-zero") is None


def unlink(runs: Runs, name: str) -> None:
    (runs.folder / name).unlink()


def relink(runs: Runs, name: str, target: str) -> None:
    unlink(runs, name)
    (runs.folder / name).symlink_to(target)


#: Of a git work tree: what is tracked cannot be ignored, and the root of one is no other's affair.
OF_NO_CONCERN = {"what is ignored changes", "the project's root moves up"}
CHANGES: dict[str, Callable[[Runs], None]] = {
    "a file changes": lambda runs: runs.write("b/plain.py", LEAK),
    "a file comes": lambda runs: runs.write("b/new.py", LEAK),
    "a file comes in a new folder": lambda runs: runs.write("d/e/new.py", LEAK),
    "a file comes where there was none": lambda runs: runs.write("empty/new.py", LEAK),
    "a file goes": lambda runs: unlink(runs, "a.py"),
    "a file moves": lambda runs: (runs.folder / "a.py").replace(runs.folder / "z.py") and None,
    "a file comes back": lambda runs: runs.write("gone.py", LEAK),
    "a file is ignored": lambda runs: runs.write(".gitignore", "a.py\n"),
    "what is ignored changes": lambda runs: runs.write("b/.gitignore", "*.cs\n"),
    "settings come": lambda runs: runs.write("sockslint.toml", 'ignore = ["SOCK1"]\n'),
    "settings come further up": lambda runs: runs.write("../sockslint.toml", 'ignore = ["SOCK1"]\n'),
    "settings change": lambda runs: runs.write("pyproject.toml", '[tool.sockslint]\nignore = ["SOCK1"]\n'),
    "settings come under a wrong name": lambda runs: runs.write("../.sockslint.toml", ""),
    "conventions come": lambda runs: runs.write("../.editorconfig", "[*]\ndotnet_diagnostic.SOCK101.severity = none\n"),
    "conventions change": lambda runs: runs.write(
        "b/.editorconfig", "[*]\ndotnet_diagnostic.SOCK101.severity = none\n"
    ),
    "the project's root moves up": lambda runs: (runs.folder.parent / ".git").mkdir(),
    "a link leads elsewhere": lambda runs: relink(runs, "link.py", "b/plain.py"),
}


def prepare(runs: Runs, in_git: bool) -> None:
    """Make what the changes change."""
    runs.write("gone.py", LEAK)
    runs.write("pyproject.toml", '[project]\nname = "sockslint-x"\n')
    runs.write("b/.gitignore", "x\n")
    runs.write("b/.editorconfig", "[*]\n")
    (runs.folder / "empty").mkdir()
    (runs.folder / "link.py").symlink_to("a.py")
    if in_git:
        runs.git("init", "-q")
        runs.git("add", ".")
    unlink(runs, "gone.py")


@pytest.mark.parametrize("in_git", [False, True], ids=["as it lies", "as git sees it"])
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_there_is_a_run(runs: Runs, change: str, in_git: bool) -> None:
    prepare(runs, in_git)
    runs.full("link.py", ".")
    assert runs.replayed("link.py", ".") is not None
    CHANGES[change](runs)
    again = runs.replayed("link.py", ".")
    assert again is None or again == runs.full("--no-cache", "link.py", ".")
    assert again is None or (in_git and change in OF_NO_CONCERN)


@pytest.mark.parametrize("in_git", [False, True], ids=["as it lies", "as git sees it"])
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_of_files_that_are_named_is_told(runs: Runs, change: str, in_git: bool) -> None:
    prepare(runs, in_git)
    named = ("link.py", "a.py", "b/plain.py", "b/c.cs")
    said = runs.full(*named)
    assert runs.replayed(*named) == said
    CHANGES[change](runs)
    again = runs.replayed(*named)
    assert again in (None, runs.full("--no-cache", *named))


def test_a_file_that_is_named_and_left_out_has_to_be_there(runs: Runs) -> None:
    runs.write("sockslint.toml", 'exclude = ["left-out.py"]\n')
    for name in ("left-out.py", "stub.pyi"):
        runs.write(name, PLAIN)
        runs.full("a.py", name)
        assert runs.replayed("a.py", name) is not None
        unlink(runs, name)
        assert runs.replayed("a.py", name) is None


def test_a_work_tree_that_comes_around_a_further_folder_is_a_run(runs: Runs) -> None:
    runs.write("../other/in/a.py", LEAK)
    runs.write("../other/.gitignore", "in\n")
    runs.full("b", "../other/in")
    assert runs.replayed("b", "../other/in") is not None
    (runs.folder.parent / "other/.git").mkdir()
    assert runs.replayed("b", "../other/in") is None


@pytest.mark.parametrize(
    "change", [{"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}, {"SOCKSLINT_CACHE_DIR": "elsewhere"}]
)
def test_another_environment_is_another_run(
    runs: Runs, change: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs.full(".")
    for name, value in change.items():
        monkeypatch.setenv(name, value)
    assert runs.replayed(".") is None


def test_new_code_new_parsers_and_new_rules_are_another_run(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, rules, packages = (tmp_path / name for name in ("code.py", "rules", "packages"))
    code.write_text("")
    for folder in (rules, packages):
        folder.mkdir()
    monkeypatch.setattr(remembering, "code_files", lambda: iter([str(code)]))
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])
    runs.write("sockslint.toml", 'rules = ["own"]\n')
    runs.write("own/SOCKX01-x.md", "")
    page = (Path(replay.__file__).parents[1] / "rules").glob("SOCK301-*.md")
    text = next(page).read_text("utf-8")
    (runs.folder / "own" / "SOCKX01-x.md").unlink()
    runs.write("own/OWN301-mine.md", text.replace("SOCK301", "OWN301").replace('name = "', 'name = "mine"\n# "', 1))
    for change in (
        lambda: code.write_text("changed"),
        lambda: (packages / "libcst-9.9.9.dist-info").mkdir(),
        lambda: runs.write("own/OWN301-mine.md", (runs.folder / "own/OWN301-mine.md").read_text("utf-8") + "\nMore.\n"),
    ):
        assert runs.full(".").status == 1
        assert runs.replayed(".") is not None
        change()
        assert runs.replayed(".") is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-cache", "."],
        ["--format", "json:out.json", "."],
        ["--statistics", "."],
        ["--baseline", "known.json", "--update-baseline", "."],
    ],
    ids=" ".join,
)
def test_what_does_more_than_to_speak_is_done_again(runs: Runs, arguments: list[str]) -> None:
    runs.full(*arguments)
    assert runs.replayed(*arguments) is None


def test_what_has_just_changed_may_change_again(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "SETTLED_NS", 2_000_000_000)
    runs.full(".")
    assert runs.replayed(".") is None


# --- files without a word -----------------------------------------------------------------------------------------


def test_files_without_a_word_have_nothing_to_tell(runs: Runs) -> None:
    runs.write("other.cs", "class B { }\n")
    runs.full("--quiet", "b/plain.py")
    assert runs.replayed("other.cs", "b/plain.py", "b/../b/plain.py") == Said(0, "No findings; 2 files checked\n", "")
    assert runs.full("other.cs", "b/plain.py", "b/../b/plain.py") == runs.replayed("other.cs", "b/plain.py")
    assert runs.replayed("--isolated", "other.cs") is None


@pytest.mark.parametrize("content", [LEAK.encode(), b"# sockslint: ignore\n", b"\0", "﻿x = 1".encode("utf-16")])
def test_a_file_that_may_have_is_looked_at(runs: Runs, content: bytes) -> None:
    runs.full("b/plain.py")
    (runs.folder / "new.py").write_bytes(content)
    assert runs.replayed("b/plain.py", "new.py") is None


@pytest.mark.parametrize("path", ["none.py", "b", "README.md", "-", "pipe.py"])
def test_what_is_no_source_file_is_looked_at(runs: Runs, path: str) -> None:
    runs.write("README.md", "")
    if hasattr(os, "mkfifo"):
        os.mkfifo(runs.folder / "pipe.py")
    runs.full("b/plain.py")
    assert runs.replayed("b/plain.py", path) is None


@pytest.mark.parametrize("setting", ['exclude = ["other.py"]', 'baseline = "known.json"'])
def test_settings_that_say_more_are_heeded(runs: Runs, setting: str) -> None:
    runs.write("sockslint.toml", setting + "\n")
    runs.write("known.json", '{"version": 1, "findings": []}')
    runs.write("other.py", PLAIN)
    runs.full("b/plain.py")
    assert runs.replayed("other.py") is None


def test_what_the_settings_say_in_vain_is_told_again(runs: Runs) -> None:
    runs.write("other.py", PLAIN)
    runs.write(".sockslint.toml", "")
    said = runs.full("b/plain.py")
    assert "this file is not read" in said.err
    assert runs.replayed("b/plain.py") == said
    assert runs.replayed("other.py") is None


def test_what_is_taken_for_settings_is_known() -> None:
    assert (settings.FILE, settings.SHARED_FILE, *settings.MISNAMED) == replay._SETTINGS


def test_other_settings_have_other_words(runs: Runs) -> None:
    runs.write("other.py", PLAIN)
    runs.full("b/plain.py")
    assert runs.replayed("other.py") is not None
    runs.write("b/sockslint.toml", "")
    assert runs.replayed("b/plain.py", "other.py") is None
    runs.write("sockslint.toml", "")
    assert runs.replayed("other.py") is None


# --- records ----------------------------------------------------------------------------------------------------


def test_a_terminal_without_a_size(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows' NUL is one, and so was a run that threw away what it said an internal error."""

    def refuse(_: int) -> NoReturn:
        raise OSError(errno.EBADF, "The handle is invalid")

    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.fileno", lambda: 1)
    monkeypatch.setattr(os, "get_terminal_size", refuse)
    said = runs.full("a.py")
    assert (said.status, said.err) == (1, "")
    assert runs.replayed("a.py") == said


def records(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / replay.FOLDER).iterdir())


@pytest.mark.parametrize("spoilt", [b"", b"\0" * 100, b"what?"])
def test_a_record_that_is_spoilt_is_none(runs: Runs, tmp_path: Path, spoilt: bytes) -> None:
    said = runs.full(".")
    for record in records(tmp_path):
        record.write_bytes(spoilt)
    assert runs.replayed(".") is None
    assert runs.full(".") == said
    assert runs.replayed(".") == said


def test_a_record_of_another_form_is_none(runs: Runs) -> None:
    runs.full(".")
    key = replay.key_of_outcome(["."])
    Path(replay.file_of(key)).write_bytes(replay.encode(key, ("something", "else")))
    assert runs.replayed(".") is None


def test_the_oldest_records_go(runs: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.full(".")
    before = records(tmp_path)
    monkeypatch.setattr(remembering, "_LIMIT", 1)
    runs.full("a.py")
    assert not set(before) & set(records(tmp_path))
    assert runs.replayed("a.py") is not None


def test_they_are_cleared(runs: Runs, tmp_path: Path) -> None:
    runs.full(".")
    runs.full("--clear-cache")
    assert not (tmp_path / "cache").exists()


def test_a_run_without_a_hit_imports_next_to_nothing(runs: Runs) -> None:
    runs.full("b/plain.py")
    code = "import sys; from sockslint.__main__ import main; sys.argv[1:] = sys.argv[1:]; main(); print(*sys.modules)"
    runs.write("other.py", PLAIN)
    done = subprocess.run([sys.executable, "-c", code, "other.py"], capture_output=True, text=True, check=True)
    said, modules = done.stdout.splitlines()
    assert said == "No findings; 1 file checked"
    assert not set(modules.split()) & {"typing", "pathlib", "re", "argparse", "msgspec", "sqlite3", "subprocess"}
