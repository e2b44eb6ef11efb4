"""A checkout from a stranger: nothing of it is run, nothing is sent, and nothing outside is read or written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from sockslint.baseline import BaselineError
from sockslint.baseline import read as read_baseline
from sockslint.rulebook.load import RulebookError, load_rulebook
from sockslint.sources import git
from sockslint.sources.ignoring import gitignore

LOOP = """\
import socket

def serve(address):
    conn = socket.create_connection(address)
    while True:
        data = conn.recv(1024)
        print(data)
"""

TRAP = f"open('sprung', 'w').close()\nraise SystemExit('sprung')\n{LOOP}"

#: Runs the command, and writes down what the interpreter says that it does.
WATCHED = """\
import json, os, sys
events = []
def watch(event, arguments):
    if event.startswith("socket.") or event in ("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn"):
        events.append([event])
    elif event == "subprocess.Popen":
        events.append([event, os.fsdecode(arguments[0]), [os.fsdecode(each) for each in arguments[1]]])
    elif event == "open" and isinstance(arguments[0], (str, bytes)):
        mode, flags = arguments[1] or "", arguments[2]
        writes = any(each in mode for each in "wax+") or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR))
        events.append(["write" if writes else "read", os.path.abspath(os.fsdecode(arguments[0]))])
    elif event == "import" and arguments[1]:
        events.append(["import", os.fspath(arguments[1])])
sys.addaudithook(watch)
from sockslint.cli import main
status = main(sys.argv[2:])
seen, events = events, []
with open(sys.argv[1], "w") as file:
    json.dump([status, seen], file)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository in which every file that anything might run is a trap."""
    top = tmp_path / "checkout"
    top.mkdir()
    for name in ("socket", "libcst", "msgspec", "sockslint", "sitecustomize", "conftest", "setup", "json", "a"):
        (top / f"{name}.py").write_text(TRAP)
    (top / "b.cs").write_text("using System.Net.Sockets; class B { void M(Socket s) { s.Receive(new byte[1]); } }")
    subprocess.run(["git", "init", "-q"], cwd=top, check=True)
    hooks = top / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    trap = f"#!/bin/sh\ntouch '{top}/sprung'\n"
    for hook in ("post-index-change", "post-checkout", "pre-commit", "fsmonitor-watchman"):
        (hooks / hook).write_text(trap)
        (hooks / hook).chmod(0o755)
    (top / "trap.sh").write_text(trap)
    (top / "trap.sh").chmod(0o755)
    program = json.dumps(str(top / "trap.sh"))
    (top / ".gitattributes").write_text("* filter=trap diff=trap\n")
    with (top / ".git" / "config").open("a") as config:
        config.write(
            f"[core]\n\tfsmonitor = {program}\n\tpager = {program}\n\tsshCommand = {program}\n\teditor = {program}\n"
            f'[filter "trap"]\n\tclean = {program}\n\tsmudge = {program}\n\tprocess = {program}\n\trequired = true\n'
            f'[diff "trap"]\n\tcommand = {program}\n\ttextconv = {program}\n[diff]\n\texternal = {program}\n'
        )
    return top


def run_watched(folder: Path, *arguments: str) -> tuple[int, list[list[str]]]:
    told = folder.parent / "events.json"
    done = subprocess.run(
        [sys.executable, "-P", "-c", WATCHED, str(told), *arguments],
        cwd=folder,
        env={**os.environ, "SOCKSLINT_CACHE_DIR": str(folder.parent / "cache")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    status, events = json.loads(told.read_text())
    return status, events


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_nothing_is_run_sent_or_written(checkout: Path, jobs: str) -> None:
    before = sorted(checkout.iterdir())
    status, events = run_watched(checkout, "--jobs", jobs, "--format", "sarif", ".")
    assert status == 1
    assert sorted(checkout.iterdir()) == before
    assert not (checkout / "sprung").exists()
    kinds = {event[0] for event in events}
    assert not {kind for kind in kinds if kind.startswith(("socket.", "os."))}
    for _, program, arguments in (event for event in events if event[0] == "subprocess.Popen"):
        assert Path(program).is_absolute()
        assert program == git.program() or "-P" in arguments
    inside = str(checkout) + os.sep
    assert not [event for event in events if event[0] in ("write", "import") and event[1].startswith(inside)]
    allowed = [checkout, checkout.parent / "cache", Path(__file__).parents[1], sys.prefix, sys.base_prefix]
    allowed += [sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), os.path.realpath(sys.base_prefix)]
    strange = {
        event[1]
        for event in events
        if event[0] in ("read", "write") and not event[1].startswith(tuple(map(str, allowed)))
    }
    assert strange <= {os.devnull, "/etc/localtime", "/usr/share/zoneinfo"}


@pytest.mark.parametrize(
    "line",
    [
        *(f'rules = ["{name}"]' for name in ("/etc", "..", "out", "loop", "lint")),
        *(f'baseline = "{name}"' for name in ("/etc/passwd", "../known.json", "out/known.json", "loop")),
        *(f'{key} = "x"' for key in ("cache", "output", "format", "plugins")),
    ],
)
def test_settings_reach_no_further_than_the_checkout(checkout: Path, line: str) -> None:
    (checkout / "sockslint.toml").write_text(f"# mine\n{line}\n")
    (checkout / "out").symlink_to("..")
    (checkout / "loop").symlink_to("loop")
    (checkout / "lint").mkdir()
    (checkout / "lint" / "SOCK999-x.md").symlink_to("/etc/passwd")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "sockslint", "."], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "sockslint.toml:2: " in done.stderr
    assert "root:" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_pipes_in_place_of_settings_hold_nobody_up(tmp_path: Path) -> None:
    for name in (".gitignore", "known.json", "SOCK999-x.md", "sockslint.toml"):
        os.mkfifo(tmp_path / name)
    assert gitignore(str(tmp_path)) is None
    with pytest.raises(BaselineError, match="no regular file"):
        read_baseline(tmp_path / "known.json")
    with pytest.raises(RulebookError, match="no regular file"):
        load_rulebook([tmp_path])


def test_filters_are_not_run_to_see_whether_a_checkout_is_clean(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(TRAP)
    (tmp_path / ".gitattributes").write_text("* filter=trap\n")
    for command in ("init -q", "add .", "-c user.name=a -c user.email=a@example.org commit -q -m a"):
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True)
    assert git.is_clean(str(tmp_path))
    with (tmp_path / ".git" / "config").open("a") as config:
        config.write(f'[filter "trap"]\n\tclean = "touch \'{tmp_path}/.git/sprung\'; cat"\n')
    (tmp_path / "a.py").write_text(TRAP.replace("a", "b"))
    assert not git.is_clean(str(tmp_path))
    assert not (tmp_path / ".git" / "sprung").exists()
