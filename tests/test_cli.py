"""The command as a user meets it: what it prints where, its exit status, and what it says when it cannot go on."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, NoReturn

import msgspec
import pytest

from sockslint import __version__, cli, engine
from sockslint.console import takes_colours
from sockslint.progress import Bar
from sockslint.reports import FORMATS

LEAK = """\
import socket


def pump(host: str) -> None:
    with socket.create_connection((host, 80)) as sock:
        while True:
            data = sock.recv(4096)
            print(data)
"""
CLOSED = """\
import socket


def pump(host: str) -> None:
    with socket.create_connection((host, 80)) as sock:
        while data := sock.recv(4096):
            print(data)
"""

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs what only POSIX systems have")


class Ran(NamedTuple):
    """What a run of the command left."""

    status: int
    out: str
    err: str


class Command:
    """Runs the command in a folder of its own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capture = folder, capture

    def __call__(self, *arguments: str) -> Ran:
        try:
            status = cli.main(arguments)
        except SystemExit as leaving:
            assert isinstance(leaving.code, int)
            status = leaving.code
        return Ran(status, *self._capture.readouterr())

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def sockslint(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOCKSLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    command = Command(tmp_path, capsys)
    command.write("sockslint.toml", "")  # so that this folder is the project's root
    return command


def process(folder: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sockslint", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
        **options,  # type: ignore[call-overload]
    )


# --- speed -------------------------------------------------------------------------------------------------------


def test_what_is_known_is_used_and_can_be_forgotten(sockslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = sockslint.folder / "kept"
    monkeypatch.setenv("SOCKSLINT_CACHE_DIR", str(folder))
    sockslint.write("a.py", LEAK)
    ran = sockslint("--no-cache")
    assert not folder.exists()
    assert sockslint() == sockslint() == ran
    (file,) = folder.glob("*.sqlite3")
    file.write_bytes(b"spoilt" * 1000)
    assert sockslint() == ran._replace(err="sockslint: note: threw away the cache, which was spoilt\n")
    assert sockslint() == ran
    assert sockslint("--clear-cache") == Ran(0, "", "")
    assert not folder.exists()
    folder.write_text("a file of somebody else's")
    assert sockslint("--clear-cache").status == 2
    assert sockslint() == ran._replace(err=f"sockslint: note: works without a cache: {folder}: file exists\n")
    assert sockslint("--quiet").err == ""


def test_jobs(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint.write("b.py", LEAK)
    assert sockslint("--no-cache", "--jobs", "2") == sockslint("--no-cache", "--jobs=1")
    ran = sockslint("--jobs", "none")
    assert (ran.status, ran.out) == (2, "")
    assert "`none` is no number of processes" in ran.err
    assert sockslint("--jobs", "0").status == 2


# --- exit status and streams ------------------------------------------------------------------------------------


def test_clean(sockslint: Command) -> None:
    sockslint.write("a.py", CLOSED)
    assert sockslint() == Ran(0, "No findings; 1 file checked\n", "")


def test_findings(sockslint: Command) -> None:
    sockslint.write("src/a.py", LEAK)
    ran = sockslint("--format", "concise")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.startswith("src/a.py:7:20: SOCK101 ")
    assert len(ran.out.splitlines()) == 1
    assert sockslint("--exit-zero", "--format", "concise") == Ran(0, ran.out, "")
    assert sockslint("src/a.py", "src", "--format=concise") == ran


def test_nothing_to_check(sockslint: Command) -> None:
    ran = sockslint()
    assert ran == Ran(0, "No findings; 0 files checked\n", "sockslint: warning: there are no C# or Python files here\n")
    assert sockslint("--quiet").err == ""


def test_warnings_go_to_standard_error(sockslint: Command) -> None:
    (sockslint.folder / "a.py").write_bytes(b"import socket\n# \xff\n")
    ran = sockslint()
    assert (ran.status, ran.out) == (0, "No findings; 1 file checked\n")
    assert ran.err == "sockslint: warning: a.py: not valid UTF-8: read as Windows-1252\n"
    assert sockslint("--quiet").err == ""


def test_an_internal_error_is_told_and_gives_status_3(sockslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> NoReturn:
        raise KeyError("oops")

    real, stages = engine.run, msgspec.structs.replace(engine.STAGES, judge=crash)
    monkeypatch.setattr(engine, "run", lambda request, progress: real(request, progress=progress, stages=stages))
    sockslint.write("a.py", LEAK)
    ran = sockslint("--exit-zero")
    assert ran.status == 3
    assert "sockslint: error: nothing was checked: internal error, please report it: KeyError: 'oops'" in ran.err


def test_a_crash_anywhere_else_gives_status_3_too(sockslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> NoReturn:
        raise KeyError("oops")

    monkeypatch.setattr("sockslint.reports.text.render", crash)
    ran = sockslint()
    assert (ran.status, ran.out) == (3, "")
    assert "sockslint: error: internal error, please report it: KeyError: 'oops' (test_cli.py:" in ran.err


# --- wrong usage ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--formt", "json"], "unknown option --formt; did you mean `--format`?"),
        (["--exit-zro"], "unknown option --exit-zro; did you mean `--exit-zero`?"),
        (["--sel=SOCK101"], "unknown option --sel; did you mean `--select`?"),
        (["--format", "sarff"], "argument --format: unknown value `sarff`; did you mean `sarif`?"),
        (["--format", "xyz"], f"argument --format: unknown value `xyz`; there are {', '.join(FORMATS)}"),
        (["--format", "json:"], "argument --format: `json:` names no file after the colon"),
        (["--min-confidence", "hi"], "argument --min-confidence: unknown value `hi`; did you mean `high`?"),
        (["--color", "allways"], "argument --color: unknown value `allways`; did you mean `always`?"),
        (["--select", ","], "argument --select: names no rule"),
        (["--select", "SOCK1O1"], "--select: unknown rule `SOCK1O1`; did you mean `SOCK101`?"),
        (["--ignore", "SOCK101,zero-bite"], "--ignore: unknown rule `zero-bite`; did you mean `zero-byte-receive`?"),
        (["--explain", "SOCK11"], "--explain: unknown rule `SOCK11`; did you mean `SOCK101`?"),
        (["scr"], "there is no file or folder `scr`; did you mean `src`?"),
        (["src/b.py"], "there is no file or folder `src/b.py`; did you mean `src/a.py`?"),
        (["none/at/all"], "there is no file or folder `none/at/all`"),
        (["-"], "`-` needs --stdin-filename, so that the language is known"),
        (["--stdin-filename", "a.py"], "--stdin-filename goes with the path `-`"),
        (["-", "--stdin-filename", "a.txt"], "--stdin-filename: `a.txt` is neither C# nor Python by its name"),
        (
            ["--format", "text", "--format", "json"],
            "only one --format can go to standard output; write the others as FORMAT:FILE",
        ),
        (["--exclude", "\\"], "--exclude: `\\` is no pattern"),
    ],
)
def test_wrong_usage(sockslint: Command, arguments: Sequence[str], complaint: str) -> None:
    sockslint.write("src/a.py", CLOSED)
    ran = sockslint(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[0].startswith(f"sockslint: error: {complaint}")


def test_wrong_settings(sockslint: Command) -> None:
    sockslint.write("sockslint.toml", "\nselct = []\n")
    ran = sockslint()
    place = sockslint.folder / "sockslint.toml"
    assert ran == Ran(2, "", f"sockslint: error: {place}:2: unknown key `selct`; did you mean `select`?\n")
    assert sockslint("--isolated", "--quiet").status == 0


def test_settings_given_by_name(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint.write("other.toml", "ignore = ['SOCK101']")
    assert sockslint("--config", "other.toml").status == 0
    assert "other.toml: there is no such file" in sockslint("--config", "none/other.toml").err


def test_paths_and_options_in_any_order(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint.write("b.py", LEAK)
    assert len(sockslint("a.py", "--format", "concise", "b.py", "--quiet").out.splitlines()) == 2
    sockslint.write("-c.py", LEAK)
    assert sockslint("--format", "concise", "--", "-c.py").out.startswith("-c.py:7:20")


def test_wrong_rules(sockslint: Command) -> None:
    sockslint.write("sockslint.toml", 'rules = ["lint"]\n')
    sockslint.write("lint/own.toml", 'language = "pyton"\n')
    ran = sockslint()
    assert (ran.status, ran.out) == (2, "")
    assert "own.toml:1: " in ran.err


# --- formats and files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_goes_to_standard_output_or_a_file(sockslint: Command, format_: str) -> None:
    sockslint.write("a.py", LEAK)
    on_stdout = sockslint("a.py", "--format", format_)
    to_file = sockslint("a.py", "--format", f"{format_}:out file.txt")
    assert (on_stdout.status, on_stdout.err) == (1, "")
    assert to_file == Ran(1, "", "")
    written = (sockslint.folder / "out file.txt").read_text(encoding="utf-8")
    if format_ != "sarif":  # which tells the command's own arguments
        assert written == on_stdout.out
    assert "SOCK101" in written


def test_several_formats_in_one_run(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    ran = sockslint("--format", "concise", "--format", "json:a.json", "--format", "sarif:deep.sarif")
    assert ran.status == 1
    assert ran.out.startswith("a.py:7:20: SOCK101 ")
    assert json.loads((sockslint.folder / "a.json").read_text("utf-8"))["findings"]
    (result,) = json.loads((sockslint.folder / "deep.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert result["ruleId"].endswith("SOCK101")


@posix_only
def test_only_the_first_colon_parts_format_and_file(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint("--format", r"concise:C:\report.txt")
    assert (sockslint.folder / r"C:\report.txt").read_text("utf-8").startswith("a.py:7:20")


@posix_only
def test_a_file_is_replaced_whole_and_keeps_its_permissions(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint.write("out.txt", "old\n" * 1000)
    (sockslint.folder / "link.txt").symlink_to("out.txt")
    (sockslint.folder / "out.txt").chmod(0o640)
    sockslint("--format", "concise:link.txt")
    assert (sockslint.folder / "link.txt").is_symlink()
    assert (sockslint.folder / "out.txt").read_text("utf-8").startswith("a.py:7:20")
    assert stat.S_IMODE((sockslint.folder / "out.txt").stat().st_mode) == 0o640
    assert sockslint("--format", "concise:/dev/null").status == 1
    assert Path("/dev/null").is_char_device()
    assert sorted(path.name for path in sockslint.folder.iterdir()) == ["a.py", "link.txt", "out.txt", "sockslint.toml"]


def test_a_file_that_cannot_be_written(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    ran = sockslint("--format", "json:none/out.json", "--format", "concise")
    assert ran.status == 2
    assert ran.out.startswith("a.py:7:20")
    assert ran.err == "sockslint: error: none/out.json cannot be written: no such file or directory\n"


def test_nothing_half_written_is_left(sockslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    sockslint.write("a.py", LEAK)
    sockslint.write("out.json", "old")
    monkeypatch.setattr(Path, "replace", full)
    assert "no space left on device" in sockslint("--format", "json:out.json").err
    assert (sockslint.folder / "out.json").read_text("utf-8") == "old"
    assert sorted(path.name for path in sockslint.folder.iterdir()) == ["a.py", "out.json", "sockslint.toml"]


def test_what_keeps_a_file_from_being_replaced_is_told_whatever_else_fails(
    sockslint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Access is denied")

    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    sockslint.write("a.py", LEAK)
    monkeypatch.setattr(Path, "replace", full)
    monkeypatch.setattr(Path, "unlink", refuse)  # as Windows does while somebody looks into the file
    assert "no space left on device" in sockslint("--format", "json:out.json", "--no-cache").err


@pytest.mark.skipif(not hasattr(os, "chown"), reason="files have no owners there")
def test_a_file_is_on_the_disk_and_its_owners_before_it_replaces_another(
    sockslint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    sockslint.write("a.py", LEAK)
    before = sockslint.write("out.txt", "old").stat()
    done: list[object] = []

    def own(path: Path, user: int, group: int) -> NoReturn:
        done.append((user, group))
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fsync", lambda file: done.append(os.fstat(file).st_size))
    monkeypatch.setattr(os, "chown", own)
    sockslint("--format", "concise:out.txt", "--no-cache")
    size = (sockslint.folder / "out.txt").stat().st_size
    assert done == [size, (-1, before.st_gid), (before.st_uid, -1)]


@posix_only
def test_a_file_of_the_longest_name_is_written(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    name = "x" * 251 + ".txt"
    sockslint("--format", f"concise:{name}")
    assert (sockslint.folder / name).read_text("utf-8").startswith("a.py:7:20")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_standard_output_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LEAK)
    command = [sys.executable, "-m", "sockslint", "--no-cache", "a.py"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "sockslint: error: standard output cannot be written: no space left on device\n"


@posix_only
@pytest.mark.parametrize(
    ("closed", "status", "out", "err"),
    [
        ("2>&-", 0, "No findings; 1 file checked\n", ""),
        (">&-", 0, "", ""),
        (">&- 2>&-", 0, "", ""),
        ("- --stdin-filename a.py <&-", 2, "", "sockslint: error: there is no standard input to read\n"),
    ],
)
def test_a_stream_that_is_missing(tmp_path: Path, closed: str, status: int, out: str, err: str) -> None:
    (tmp_path / "a.py").write_text(CLOSED)
    paths = "" if closed.startswith("-") else "a.py"
    command = f"'{sys.executable}' -m sockslint --no-cache {paths} {closed}"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (status, out, err)


@posix_only
def test_a_working_directory_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir '{gone}'; '{sys.executable}' -m sockslint ."
    done = subprocess.run(command, shell=True, cwd=gone, capture_output=True, text=True, check=False)
    complaint = "sockslint: error: the working directory is not there any more, or cannot be entered\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", complaint)


def test_a_process_that_is_profiled_ends_as_any_other(tmp_path: Path) -> None:
    """Ours end at once, and what looks on would have no time to write."""
    (tmp_path / "a.py").write_text(LEAK)
    command = [sys.executable, "-m", "cProfile", "-o", "profile", "-m", "sockslint", "--no-cache", "a.py"]
    subprocess.run(command, cwd=tmp_path, stdout=subprocess.DEVNULL, check=False)
    assert (tmp_path / "profile").stat().st_size


# --- colour -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color=never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colour(
    sockslint: Command,
    monkeypatch: pytest.MonkeyPatch,
    arguments: Sequence[str],
    environment: dict[str, str],
    coloured: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    sockslint.write("a.py", LEAK)
    assert ("\x1b[" in sockslint(*arguments).out) == coloured


class Console:
    """What Windows answers about a console, and what it was asked to process."""

    def __init__(self, *, mode: int | None, asks: bool) -> None:
        self._mode, self._asks = mode, asks
        self.asked: list[int] = []

    def GetConsoleMode(self, handle: object, mode: Any) -> int:  # noqa: N802  Windows' own name, as the next
        mode._obj.value = self._mode or 0
        return int(self._mode is not None)

    def SetConsoleMode(self, handle: object, mode: int) -> int:  # noqa: N802
        self.asked.append(mode)
        return int(self._asks)


@pytest.mark.parametrize(
    ("console", "coloured", "asked"),
    [
        (Console(mode=3, asks=True), True, [7]),
        (Console(mode=3, asks=False), False, [7]),
        (Console(mode=None, asks=True), False, []),
    ],
    ids=["Windows 10", "an older one", "NUL"],
)
def test_a_windows_console_is_asked_for_colours(
    monkeypatch: pytest.MonkeyPatch, console: Console, coloured: bool, asked: list[int]
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(fileno=lambda: 1))
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(get_osfhandle=lambda file: 4))  # type: ignore[arg-type]
    monkeypatch.setattr("ctypes.windll", SimpleNamespace(kernel32=console), raising=False)
    assert takes_colours() == coloured
    assert console.asked == asked


def test_files_are_never_coloured(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint("--color", "always", "--format", "text:out.txt")
    assert "\x1b[" not in (sockslint.folder / "out.txt").read_text("utf-8")


# --- selection, settings ----------------------------------------------------------------------------------------


def test_selection(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    for arguments in (
        ["--ignore", "SOCK101"],
        ["--ignore", "SOCK301,zero-byte-receive"],
        ["--select", "SOCK2", "--select", "SOCK3"],
        ["--exclude", "*.py"],
        ["--exclude", "/a.py", "a.py"],
    ):
        assert sockslint("--quiet", *arguments).status == 0, arguments
    assert sockslint("--select", "zero-byte-receive").status == 1


def test_settings_of_the_project_hold_for_named_files(sockslint: Command) -> None:
    sockslint.write("sockslint.toml", "exclude = ['gen/']")
    sockslint.write("gen/a.py", LEAK)
    sockslint.write("src/b.py", LEAK)
    ran = sockslint("--format", "concise", "gen/a.py", "src/b.py")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["src/b.py"]
    assert sockslint("--show-files") == Ran(0, "src/b.py\n", "")
    assert sockslint("--show-files", "--isolated") == Ran(0, "gen/a.py\nsrc/b.py\n", "")


def test_show_settings(sockslint: Command) -> None:
    settings = "ignore = ['SOCK101']\n[severity]\nSOCK301 = 'note'\n[per-file-ignores]\n'a b' = ['SOCK']\n"
    sockslint.write("sockslint.toml", settings)
    ran = sockslint("--show-settings", "--min-confidence", "low", "--exclude", "x", "--ignore", "SOCK201")
    assert ran == Ran(
        0,
        f"""\
# settings: {sockslint.folder / "sockslint.toml"}
# root: {sockslint.folder}
select = []  # default
ignore = ["SOCK101", "SOCK201"]  # sockslint.toml:1, command line
severity = {{ "SOCK301" = "note" }}  # sockslint.toml:2
min-confidence = "low"  # command line
exclude = ["x"]  # command line
per-file-ignores = {{ "a b" = ["SOCK"] }}  # sockslint.toml:4
rules = []  # default
baseline = ""  # default
max-file-megabytes = 5.0  # default
max-memory-megabytes = 1000.0  # default
""",
        "",
    )


def test_show_settings_is_itself_a_settings_file(sockslint: Command) -> None:
    sockslint.write("sockslint.toml", "select = ['SOCK1']\n[severity]\nSOCK301 = 'note'\n")
    first = sockslint("--show-settings").out
    sockslint.write("sockslint.toml", first)
    second = sockslint("--show-settings").out
    assert [line.partition("#")[0] for line in first.splitlines()] == [
        line.partition("#")[0] for line in second.splitlines()
    ]


def test_what_the_settings_say_in_vain_is_told(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    sockslint.write(".sockslint.toml", "ignore = ['SOCK101']")
    ran = sockslint("--quiet", "--format", "concise")
    assert (ran.status, ran.err) == (1, "")
    warning = "this file is not read; settings stand in `sockslint.toml`, or in `pyproject.toml`\n"
    assert sockslint("--format", "concise").err == f"sockslint: warning: .sockslint.toml: {warning}"
    shown = sockslint("--show-settings")
    assert shown.err == f"sockslint: warning: {sockslint.folder / '.sockslint.toml'}: {warning}"
    assert sockslint("--format", "concise", "--isolated").err == ""
    sockslint.write("sockslint.toml", "exclude = ['[z', '*.py']")
    assert sockslint().err.splitlines()[1:] == [
        "sockslint: warning: sockslint.toml:1: `exclude`: `[z` can match no path",
        "sockslint: warning: there are no C# or Python files here",
    ]


#: How the ids of rules begin.
FAMILIES = ("SOCK0", "SOCK1", "SOCK2", "SOCK3", "SOCK4", "SOCK5")

# --- asking ------------------------------------------------------------------------------------------------------


def test_version(sockslint: Command) -> None:
    assert sockslint("--version") == Ran(0, f"sockslint {__version__}\n", "")


def test_help_names_every_option(sockslint: Command) -> None:
    ran = sockslint("--help")
    assert ran.status == 0
    for words in ("--format FORMAT[:FILE]", "--exit-zero", "--explain RULE", "exit status:", ", ".join(FORMATS)):
        assert words in " ".join(ran.out.split())
    assert max(map(len, ran.out.splitlines())) <= 100


def test_list_rules(sockslint: Command) -> None:
    lines = sockslint("--list-rules").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert re.search(r"^SOCK101  zero-byte-receive +error    A receive ", "\n".join(lines), re.MULTILINE)


def test_explain(sockslint: Command) -> None:
    ran = sockslint("--explain", "SOCK101")
    assert ran.out.startswith("# SOCK101")
    assert sockslint("--explain", "zero-byte-receive") == ran


def test_explain_what_a_beginning_of_ids_stands_for(sockslint: Command) -> None:
    listed = sockslint("--list-rules").out.splitlines()
    told = sockslint("--explain", "SOCK2").out.splitlines()
    assert [line.split() for line in told] == [line.split() for line in listed if line.startswith("SOCK2")]
    assert sockslint("--explain", "SOCK5") == sockslint("--explain", "SOCK501")
    for option in ("--explain", "--select", "--ignore"):
        ran = sockslint(option, "SOCK9")
        assert ran == Ran(
            2, "", f"sockslint: error: {option}: unknown rule `SOCK9`; ids begin with {', '.join(FAMILIES)}\n"
        )
    sockslint.write("sockslint.toml", 'ignore = ["SOCK7"]\n')
    assert "unknown rule `SOCK7`; ids begin with SOCK0, SOCK1, " in sockslint(".").err


# --- standard input ---------------------------------------------------------------------------------------------


def test_standard_input(sockslint: Command) -> None:
    ran = process(sockslint.folder, "-", "--stdin-filename", "x/é.py", "--format", "concise", input=LEAK.encode())
    assert ran.returncode == 1
    assert ran.stdout.decode("utf-8").startswith("x/é.py:7:20: SOCK101 ")
    sockslint.write("sockslint.toml", "exclude = ['x/']")
    assert process(sockslint.folder, "-", "--stdin-filename", "x/a.py", input=LEAK.encode()).returncode == 0


# --- as a process -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_output_is_utf8_whatever_the_locale(sockslint: Command, encoding: str) -> None:
    sockslint.write("漢字.py", LEAK.replace("data", "café"))
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    ran = process(sockslint.folder, env=environment)
    assert ran.returncode == 1
    assert "漢字.py:7:20: error SOCK101" in ran.stdout.decode("utf-8")
    assert b"\r" not in ran.stdout


@posix_only
def test_a_reader_that_goes_away_is_no_error(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    for arguments in (["--list-rules"], ["--explain", "SOCK101"], ["--format", "text"]):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as closed:
            ran = subprocess.run(
                [sys.executable, "-m", "sockslint", *arguments],
                cwd=sockslint.folder,
                stdout=closed,
                stderr=subprocess.PIPE,
                check=False,
                timeout=60,
            )
        assert ran.stderr == b""


@posix_only
def test_an_interrupt_ends_it_without_a_traceback(sockslint: Command) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "sockslint", "-", "--stdin-filename", "a.py"],
        cwd=sockslint.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        time.sleep(1.0)  # now it waits for its input
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"sockslint: interrupted\n")


def test_nothing_of_the_working_directory_is_run(sockslint: Command) -> None:
    for name in ("argparse", "msgspec", "tomllib", "json", "sockslint_x"):
        sockslint.write(f"{name}.py", "open('sprung', 'w')\nimport socket\n")
    assert process(sockslint.folder, "--quiet").returncode == 0
    assert not (sockslint.folder / "sprung").exists()


def imported(folder: Path, *arguments: str) -> set[str]:
    """The modules that a run imports."""
    code = "import sys; from sockslint.cli import main\ntry: main(sys.argv[1:])\nexcept SystemExit: pass\n"
    code += "print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, capture_output=True, check=True, text=True, timeout=120
    )
    return set(ran.stderr.split())


HEAVY = {
    "libcst",
    "tree_sitter",
    "tree_sitter_c_sharp",
    "tree_sitter_python",
    "pathspec",
    "difflib",
    "tempfile",
    "multiprocessing",
    "asyncio",
}


def test_what_is_imported(sockslint: Command) -> None:
    sockslint.write("a.py", "x = 1\n")
    sockslint.write("b.cs", "class A { }\n")
    version = imported(sockslint.folder, "--version")
    assert not version & (HEAVY | {"msgspec", "ahocorasick_rs", "tomllib", "sockslint.engine", "sockslint.findings"})

    clean = imported(sockslint.folder)
    late = {"program", "checks", "frontends", "suppressions", "directives", "statements"}
    late |= {f"reports.{name}" for name in FORMATS if name != "text"}
    assert not clean & (HEAVY | {"sqlite3", "platformdirs"})
    assert not {name for name in clean if name.removeprefix("sockslint.").startswith(tuple(late))}

    sockslint.write("b.cs", "using System.Net.Sockets; class A { Socket s; }\n")
    csharp = imported(sockslint.folder)
    assert "tree_sitter" in csharp
    assert "libcst" not in csharp
    assert "sockslint.frontends.python" not in csharp

    sockslint.write("a.py", "import socket\n")
    python = imported(sockslint.folder, "a.py")
    assert "tree_sitter" in python
    assert not {"libcst", "sockslint.frontends.csharp"} & python

    warm = imported(sockslint.folder, "a.py")
    assert not warm & (HEAVY | {"sockslint.program", "sockslint.checks", "sockslint.frontends", "sockslint.workers"})


# --- progress ---------------------------------------------------------------------------------------------------


class Terminal:
    """A stream that says it is a terminal, or not."""

    def __init__(self, is_terminal: bool = True) -> None:
        self.text = ""
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


def test_the_bar_shows_after_a_second_and_goes_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("sockslint.progress.time.monotonic", lambda: now)
    terminal = Terminal()
    bar = Bar(terminal)  # type: ignore[arg-type]
    bar("Reading", 1, 4)
    assert terminal.text == ""
    now = 1.5
    bar("Reading", 1500, 3000)
    assert terminal.text == "\rReading [############............] 1,500/3,000"
    bar("Reading", 1501, 3000)  # too soon after
    now = 1.7
    bar("Checking", 0, 1)
    assert terminal.text.endswith("\rChecking ..." + " " * 34)
    drawn = terminal.text
    bar.clear()
    assert terminal.text == drawn + "\r" + " " * 12 + "\r"
    bar.clear()
    assert terminal.text == drawn + "\r" + " " * 12 + "\r"


@pytest.mark.parametrize(("is_terminal", "wanted"), [(False, True), (True, False)])
def test_no_bar_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch, is_terminal: bool, wanted: bool) -> None:
    monkeypatch.setattr("sockslint.progress.time.monotonic", lambda: 0.0)
    terminal = Terminal(is_terminal)
    bar = Bar(terminal, wanted=wanted)  # type: ignore[arg-type]
    monkeypatch.setattr("sockslint.progress.time.monotonic", lambda: 9.0)
    bar("Reading", 1, 2)
    bar.clear()
    assert terminal.text == ""


def test_a_run_without_a_hit_imports_no_parser_nor_what_msgspec_would_rather_have(tmp_path: Path) -> None:
    plain = tmp_path / "plain.cs"
    plain.write_text("class Plain { }\n")
    program = (
        "import sys; from sockslint.cli import main; "
        f"main(['--quiet', '--no-cache', {str(plain)!r}]); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "msgspec" in loaded
    heavy = {"typing_extensions", "inspect", "libcst", "tree_sitter", "sockslint.program", "sockslint.checks"}
    assert not heavy & set(loaded)
