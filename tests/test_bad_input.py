"""What no source should be like: each kind of bad input costs at most its file, and says so.

Every row of the table in docs/robustness.md has a test here, and every test its row.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sockslint import engine
from sockslint.analysis import Analysis
from sockslint.engine import run
from sockslint.reports import FORMATS
from sockslint.request import prepare

TABLE = Path(__file__).parents[1] / "docs" / "robustness.md"

#: Deeper and longer than anybody writes.
MANY = 100_000

PY = """\
import socket

def serve(address, x):
    conn = socket.create_connection(address)
{body}
    while True:
        data = conn.recv(1024)
        x.append(data)
"""

CS = """\
using System.Net.Sockets;
class Server {{
    void Serve(Socket socket, int x) {{
        var bytes = new byte[9];
        {body}
        while (true) {{ int n = socket.Receive(bytes); System.Console.WriteLine(n); }}
    }}
}}
"""


def py(body: str = "") -> str:
    return PY.format(body=f"    {body}")


def cs(body: str = "") -> str:
    return CS.format(body=body)


class Input(NamedTuple):
    """A file's name and content, what is said about it (None for nothing), and whether its finding is found."""

    name: str
    content: str | bytes
    said: str | None
    found: bool


DEEP = "nested too deeply to be analysed"
PATHS = "not fully analysed by SOCK401: there are too many paths to follow from here"
TOKENS = "not analysed: it is of more than 800,000 tokens"
NUL = "not analysed: it holds NUL characters, so it is no source"
TOO_LARGE = r"not analysed: its [\d.]+ MB are over the limit of 5 MB \(the setting `max-file-megabytes`\)"

#: By the row of the table.
INPUTS: dict[str, list[Input]] = {
    "invalid UTF-8": [
        Input("invalid.py", py().encode() + b"# \xff\xfe\x80\n", "not valid UTF-8: read as Windows-1252", True),
        Input("invalid.cs", cs().encode() + b"// \x81\n", "not valid UTF-8: read as Latin-1", True),
    ],
    "UTF-16 with a byte-order mark": [
        Input("utf16.cs", cs().encode("utf-16"), None, True),
        Input("utf16be.cs", b"\xfe\xff" + cs().encode("utf-16-be"), None, True),
        Input("utf16.py", py().encode("utf-16"), None, True),
    ],
    "UTF-16 without a byte-order mark": [
        Input("unmarked16.cs", cs().encode("utf-16-le"), NUL, False),
        Input("unmarked16be.cs", cs().encode("utf-16-be"), NUL, False),
    ],
    "UTF-8 with a byte-order mark": [
        Input("bom.py", b"\xef\xbb\xbf" + py().encode(), None, True),
        Input("bom.cs", b"\xef\xbb\xbf" + cs().encode(), None, True),
    ],
    "GBK or Latin-1, with a coding line": [
        Input("gbk.py", "# coding: gbk\n# 关闭连接\n".encode("gbk") + py().encode(), None, True),
        Input("latin.py", "# -*- coding: latin-1 -*-\n# é\n".encode("latin-1") + py().encode(), None, True),
    ],
    "NUL characters": [
        Input("nul.py", py().encode() + b"\0", NUL, False),
        Input("nul.cs", b"\0" + cs().encode(), NUL, False),
    ],
    "lines that end in CR alone": [
        Input("cr.py", py().replace("\n", "\r"), None, True),
        Input("cr.cs", cs().replace("\n", "\r"), None, True),
    ],
    "an empty file": [Input("empty.py", "", None, False), Input("empty.cs", "", None, False)],
    "a generated file of 50 MB": [
        Input("large.py", py() + "# padding\n" * 5_000_000, TOO_LARGE, False),
        Input("large.cs", cs() + "// padding\n" * 5_000_000, TOO_LARGE, False),
    ],
    "a line of a million characters": [
        Input("long.py", py() + f"text = '{'a' * 1_000_000}'\n", None, True),
        Input("long.cs", cs() + f'class Text {{ string text = "{"a" * 1_000_000}"; }}\n', None, True),
    ],
    "a million numbers in a list": [
        Input("numbers.py", py(f"x = [{'1, ' * 1_000_000}]"), TOKENS, False),
        Input("numbers.cs", cs(f"var y = new[] {{ {'1, ' * 390_000} }};"), None, True),
        Input("million.cs", cs(f"var y = new[] {{ {'1, ' * 1_000_000} }};"), TOKENS, False),
    ],
    "100,000 parentheses deep": [
        Input("parentheses.py", py(f"x = {'(' * MANY}1{')' * MANY}"), DEEP, True),
        Input("parentheses.cs", cs(f"x = {'(' * MANY}1{')' * MANY};"), DEEP, True),
        Input("unclosed.py", py() + "(" * MANY, "syntax error", True),
    ],
    "100,000 blocks deep": [Input("blocks.cs", cs("{" * MANY + "}" * MANY), DEEP, True)],
    "blocks deeper than Python can compile": [
        Input("blocks.py", py() + "".join(f"{' ' * at}if x:\n" for at in range(500)), DEEP, True),
    ],
    "a chain of 100,000 `else if`": [
        Input("elseif.cs", cs("if (x == 0) { } " + "else if (x) { } " * MANY), DEEP, True),
    ],
    "a chain of 100,000 `elif`": [
        Input("elif.py", py("if x: pass\n" + "    elif x: pass\n" * MANY), f"{DEEP}|{PATHS}", True)
    ],
    "100,000 members in a chain": [
        Input("members.py", py("x = x" + ".a" * MANY), DEEP, True),
        Input("members.cs", cs("var y = x" + ".a" * MANY + ";"), DEEP, True),
    ],
    "100,000 strings added up": [
        Input("strings.py", py("x = 'a'" + " + 'a'" * MANY), DEEP, True),
        Input("strings.cs", cs('var y = "a"' + ' + "a"' * MANY + ";"), DEEP, True),
    ],
    "100,000 casts, operators, lambdas or types in one another": [
        Input("casts.cs", cs(f"var y = {'(int)' * MANY}x;"), DEEP, True),
        Input("not.py", py(f"x = {'not ' * MANY}x"), DEEP, True),
        Input("lambdas.cs", cs(f"F f = {'q => ' * MANY}x;"), DEEP, True),
        Input("generic.cs", cs(f"var y = new {'L<' * MANY}int{'>' * MANY}();"), DEEP, True),
        Input("types.cs", cs() + "class A {" * MANY + "}" * MANY, DEEP, True),
    ],
    "Python 2": [
        Input(
            "python2.py",
            py("print 'x'") + "\ntry:\n    exec 'x'\nexcept Exception, e:\n    raise X, 'a'\n",
            None,
            True,
        )
    ],
    "half-written code": [
        Input("half.py", py() + "class A(\n    def x(:\n", "syntax error.*", True),
        Input("half.cs", cs() + "class A { void B( { if (", "cannot be parsed|.* expected", True),
    ],
    "names with line breaks, spaces or brackets": [
        Input("line\nbreak.py", py(), None, True),
        Input("a space.cs", cs(), None, True),
        Input("[brackets].py", py(), None, True),
    ],
    "names in Chinese, or in undecodable bytes": [
        Input("关闭.py", py(), None, True),
        Input(os.fsdecode(b"\xff\xfe.cs"), cs(), None, True),
    ],
}

#: What git and a file system may hold besides files: how it is made, and what is said.
ODD: dict[str, tuple[Callable[[Path], None], str]] = {}


def odd(row: str, said: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    def enter(make: Callable[[Path], None]) -> Callable[[Path], None]:
        ODD[row] = make, said
        return make

    return enter


@odd("a file that may not be read", "not read: permission denied")
def unreadable(path: Path) -> None:
    path.write_text(py())
    path.chmod(0)


@odd("a named pipe", "not read: it is a named pipe")
def pipe(path: Path) -> None:
    os.mkfifo(path)


@odd("a socket", "not read: it is a socket")
def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # the address may not be long
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


@odd("a device", "not read: it is a device")
def device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only the superuser can make one")


@odd("a symbolic link out of the tree", "not followed: this symbolic link leads out of the folder being checked")
def link_out(path: Path) -> None:
    path.symlink_to("/etc/passwd")


@odd("a symbolic link to itself", "not read: .*symbolic link.*")
def link_loop(path: Path) -> None:
    path.symlink_to(path.name)


#: Rows that need a run of their own.
BETWEEN = ("a file that vanishes before it is read", "a file that changes between two looks")

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")


class Run(NamedTuple):
    """A run of the command: its status, what it said, and its report as JSON and as SARIF."""

    status: int
    said: str
    report: Any
    sarif: str

    def told_of(self, name: str) -> list[str]:
        """What was said about a file."""
        return [each["message"] for each in self.report["notices"] if each["path"] == shown(name)]

    def found_in(self, name: str) -> bool:
        return any(each["path"] == shown(name) for each in self.report["findings"])


def shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def check(folder: Path, reports: Path) -> Run:
    """Run the command on a folder, for someone to whom permissions apply."""
    formats = [f"--format={each}:{reports / each}" for each in FORMATS]
    environment = {**os.environ, "SOCKSLINT_CACHE_DIR": str(reports / "cache")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "sockslint", "--isolated", *formats, str(folder)],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        timeout=600,
        preexec_fn=heed_permissions if sys.platform == "linux" and os.geteuid() == 0 else None,
    )
    for each in FORMATS:
        assert (reports / each).read_text("utf-8"), each
    report = json.loads((reports / "json").read_text("utf-8"))
    return Run(done.returncode, done.stderr, report, (reports / "sarif").read_text("utf-8"))


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run of the command in a folder, without a superuser's rights."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "sockslint", "--no-cache", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        preexec_fn=heed_permissions if sys.platform == "linux" and os.geteuid() == 0 else None,
    )


def heed_permissions() -> None:
    """Give up what lets the superuser read every file by `PR_CAPBSET_DROP`, for the next program."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):
        libc.prctl(24, capability, 0, 0, 0)


@pytest.fixture(scope="module")
def folders() -> Iterator[Callable[[], tuple[Path, Path]]]:
    """Makes folders of sources and of reports."""
    top = Path(tempfile.mkdtemp(prefix="sockslint-bad-"))

    def make() -> tuple[Path, Path]:
        sources, reports = (Path(tempfile.mkdtemp(dir=top)) for _ in range(2))
        (sources / "good.py").write_text(py())
        (sources / "good.cs").write_text(cs())
        return sources, reports

    yield make
    shutil.rmtree(top)


@pytest.fixture(scope="module")
def on_inputs(folders: Callable[[], tuple[Path, Path]]) -> Run:
    """One run over all files."""
    sources, reports = folders()
    for each in (each for row in INPUTS.values() for each in row):
        if sys.platform == "win32" and re.search(r"[\n\udc80-\udcff]", each.name):
            continue
        (sources / each.name).write_bytes(each.content.encode() if isinstance(each.content, str) else each.content)
    return check(sources, reports)


@pytest.mark.parametrize("row", INPUTS)
def test_a_bad_file(row: str, on_inputs: Run) -> None:
    for each in INPUTS[row]:
        told = on_inputs.told_of(each.name)
        if each.said is None:
            assert told == [], each.name
        else:
            assert told and all(re.fullmatch(each.said, message) for message in told), (each.name, told)
        assert on_inputs.found_in(each.name) == each.found, each.name


def test_the_rest_is_complete(on_inputs: Run, schema_faults: Callable[[str], list[str]]) -> None:
    assert on_inputs.status == 1
    assert on_inputs.found_in("good.py")
    assert on_inputs.found_in("good.cs")
    assert schema_faults(on_inputs.sarif) == []
    assert "internal error" not in on_inputs.said
    for notice in on_inputs.report["notices"]:
        assert notice["message"] in on_inputs.said


@POSIX
@pytest.mark.parametrize("row", ODD)
def test_what_is_no_file(row: str, folders: Callable[[], tuple[Path, Path]]) -> None:
    sources, reports = folders()
    make, said = ODD[row]
    make(sources / "odd.py")
    done = check(sources, reports)
    (told,) = done.told_of("odd.py")
    assert re.fullmatch(said, told)
    assert done.status == 1
    assert done.found_in("good.py")
    assert done.found_in("good.cs")


@POSIX
@pytest.mark.parametrize("first", ["shut", "shut/odd.py", "shut/inner/odd.py", "x" * 300])
def test_what_cannot_even_be_asked_about_is_passed_over(first: str, tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(py())
    shut = tmp_path / "shut"
    shut.mkdir()
    shut.chmod(0)
    try:
        done = command(tmp_path, first, "good.py")
    finally:
        shut.chmod(0o700)
    why = "file name too long" if first.startswith("x") else "permission denied"
    assert re.fullmatch(rf"sockslint: warning: {re.escape(str(first))}: .*: {why}\n", done.stderr)
    assert (done.returncode, "good.py" in done.stdout) == (1, True)


@POSIX
def test_what_is_known_of_a_closed_folder_stays_known(tmp_path: Path) -> None:
    (tmp_path / "sockslint.toml").write_text("")
    shut = tmp_path / "shut"
    shut.mkdir()
    (shut / "odd.py").write_text(py())
    update = ("--baseline", "known.json", "--update-baseline", ".")
    command(tmp_path, *update)
    known = (tmp_path / "known.json").read_bytes()
    shut.chmod(0)
    try:
        done = command(tmp_path, *update)
    finally:
        shut.chmod(0o700)
    assert "internal error" not in done.stderr
    assert b"odd.py" in known
    assert (tmp_path / "known.json").read_bytes() == known


@pytest.mark.parametrize("row", BETWEEN)
def test_what_happens_meanwhile(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "odd.py"
    (tmp_path / "good.py").write_text(py())
    path.write_text(py())
    real = engine.find

    def find(*arguments: Any) -> Any:
        found = real(*arguments)
        if "vanishes" in row:
            path.unlink()
        else:
            path.write_text("nothing of the kind")
        return found

    monkeypatch.setattr(engine, "find", find)
    analysis: Analysis = run(prepare([str(tmp_path)], isolated=True))
    told = [notice.message for notice in analysis.notices]
    assert told == (["not read: it vanished before it was read"] if "vanishes" in row else [])
    assert {Path(finding.path).name for finding in analysis.findings} == {"good.py"}


def test_the_table_and_the_tests_are_the_same() -> None:
    rows = re.findall(r"^\| (?!What |---)([^|]+?) \|", TABLE.read_text("utf-8").partition("\n## ")[0], re.MULTILINE)
    assert sorted(rows) == sorted([*INPUTS, *ODD, *BETWEEN])
