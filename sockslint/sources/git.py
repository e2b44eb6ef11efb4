"""What git knows of a folder and its past, asked in a way that runs nothing that the checkout itself brings along."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pathlib

    from sockslint.sources.stamps import Grounds

_STAGED = re.compile(rb"([0-7]{6}) [0-9a-f]{40,64} [0-3]\t")

#: How `git cat-file --batch` begins an object: its type, and its size in bytes.
_OBJECT = re.compile(rb"[0-9a-f]{40,64} ([a-z]+) (\d+)")

_LINK, _SUBMODULE = b"120000", b"160000"

#: Git waits for ever to read a `.gitignore` that is a pipe. No work tree takes it so many seconds to list.
_PATIENCE = 300

#: A checkout's own configuration may name programs (a file system monitor, a remote helper): none may start.
_GUARDS = ("core.fsmonitor=false", "protocol.allow=never", "safe.bareRepository=explicit")

#: Set while git runs a hook, these speak of the commit in the making, not of the folder asked about.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")


class Listing(NamedTuple):
    """Paths relative to the folder asked about, in the system's own form."""

    tracked: list[str]
    untracked: list[str]
    links: list[str]
    repositories: list[str]


def list_files(folder: str, grounds: Grounds | None = None) -> Listing | None:
    """What git tracks below `folder`, and what it neither tracks nor ignores; `grounds` are told of its words.

    None if git is missing, does not trust the folder, or ignores the whole of it.
    """
    output = listing(folder)
    if grounds is not None:
        grounds.listings[folder] = output
        grounds.sure = grounds.sure and output != b""
    if output is None or (not output and _ask(folder, "check-ignore", "-q", ".") is not None):
        return None
    found = Listing([], [], [], [])
    for entry in dict.fromkeys(output.split(b"\0")):
        staged = _STAGED.match(entry)
        name = _decoded(entry[staged.end() :] if staged else entry)
        if os.sep != "/":
            name = name.replace("/", os.sep)
        if not name or (".." in name and os.pardir in name.split(os.sep)):  # noqa: PTH206
            continue
        mode = staged.group(1) if staged else b""
        if mode == _SUBMODULE or name.endswith(os.sep):
            found.repositories.append(name.rstrip(os.sep))
        elif mode == _LINK:
            found.links.append(name)
        else:
            (found.tracked if staged else found.untracked).append(name)
    return found


def listing(folder: str) -> bytes | None:
    """What git says of the files below `folder`, in its own words; None if it cannot be asked."""
    return _ask(folder, "ls-files", "-z", "-s", "-c", "-o", "--exclude-standard")


class NoSuchRevisionError(Exception):
    """There is nothing to compare with; the text says why."""


def commit_of(top: pathlib.Path, revision: str) -> str:
    """The name of the commit that a revision means in the work tree with this top. Raises NoSuchRevisionError."""
    if not os.path.exists(top / ".git"):  # noqa: PTH110  `Path` raises over a closed folder
        raise NoSuchRevisionError(f"`{top}` is in no git work tree")
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _ask(str(top), *asked) if "\0" not in revision else None
    if not commit:
        raise NoSuchRevisionError(
            f"git finds no revision `{revision}` here; a shallow clone may have to fetch it first"
        )
    return commit.decode("ascii").strip()


def renames(folder: str, commit: str) -> dict[str, str]:
    """The earlier paths of files that have another one in the index than in a commit, by the new path.

    Paths are relative to the work tree's top, which `folder` must be, with ``/``.
    """
    options = ("--cached", "-z", "-r", "-M", "--name-status", "--diff-filter=R", "--no-ext-diff", "--no-textconv")
    parts = [_decoded(part) for part in (_ask(folder, "diff-index", *options, commit) or b"").split(b"\0")]
    return {new: old for _, old, new in zip(parts[::3], parts[1::3], parts[2::3], strict=False)}


def blobs(folder: str, commit: str, paths: Iterable[str]) -> dict[str, bytes]:
    """What a commit has at paths relative to the work tree's top; what it does not have is left out."""
    asked = sorted({path for path in paths if "\n" not in path})
    if not asked:
        return {}
    lines = b"".join(os.fsencode(f"{commit}:{path}\n") for path in asked)
    output, at = _ask(folder, "cat-file", "--batch", given=lines) or b"", 0
    found = {}
    for path in asked:
        end = output.find(b"\n", at)
        if end < 0:
            break
        blob, at = _OBJECT.fullmatch(output, at, end), end + 1
        if blob:
            size = int(blob[2])
            if blob[1] == b"blob":
                found[path] = output[at : at + size]
            at += size + 1
    return found


def is_clean(folder: str) -> bool:
    """Whether a checkout holds its commit and nothing else.

    It is compared as it is: the filters that a configuration names would be programs to run, and are emptied.
    """
    filters = _ask(folder, "config", "-z", "--name-only", "--get-regexp", r"^filter\.") or b""
    keys = [_decoded(key) for key in filters.split(b"\0") if key]
    emptied = {key: "false" if key.endswith(".required") else "" for key in keys}
    return _ask(folder, "status", "--porcelain", settings=emptied) == b""


def _ask(
    folder: str, *arguments: str, given: bytes | None = None, settings: Mapping[str, str] | None = None
) -> bytes | None:
    """What git says, `given` on its standard input, under some settings; None if it cannot be asked or fails."""
    executable = program()
    if executable is None:
        return None
    import subprocess  # here: a run over files alone has no need of it

    options = [part for guard in _GUARDS for part in ("-c", guard)]
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    for number, (key, value) in enumerate((settings or {}).items()):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        environment["GIT_CONFIG_COUNT"] = str(number + 1)
    try:
        done = subprocess.run(
            [executable, *options, *arguments],
            cwd=folder,
            env=environment,
            input=given or b"",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _decoded(name: bytes) -> str:
    """A name as git has it. On Windows it is UTF-8, and nothing that is none can be the name of a file there."""
    return name.decode("utf-8", "replace") if os.name == "nt" else os.fsdecode(name)


def program() -> str | None:
    """Git on the search path. Not by `shutil.which`: on Windows that looks into the working directory first."""
    for folder in os.get_exec_path():
        candidate = os.path.join(folder, "git.exe" if os.name == "nt" else "git")  # noqa: PTH118
        if os.path.isabs(folder) and os.access(candidate, os.X_OK) and os.path.isfile(candidate):  # noqa: PTH113, PTH117
            return candidate
    return None
