"""Walking a folder without git: nested ``.gitignore`` files are honoured, hidden and vendored folders left out."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Iterator

from sockslint.sources.ignoring import IGNORING, Patterns, gitignore
from sockslint.sources.links import judge_link
from sockslint.sources.model import File, language_of
from sockslint.sources.stamps import Grounds
from sockslint.sources.trouble import Trouble, kind_of, reason

#: Folders that hold what was built or brought in, not what was written here.
VENDORED = frozenset({"obj", "node_modules", "venv", "__pycache__", "site-packages"})
#: Where C# is built, and Python keeps its scripts.
BUILT = "bin"

#: What Windows calls IO_REPARSE_TAG_MOUNT_POINT, which `stat` knows nowhere else.
_JUNCTION = 0xA0000003

Excluded = Callable[[str, bool], bool]


def walk(top: str, tree: pathlib.Path, excluded: Excluded, grounds: Grounds) -> Iterator[File | Trouble]:
    """The sources below the folder `top`, and what could not be entered.

    `.gitignore` files count from the folder `tree` downwards. `excluded` is asked about each source file, and about
    each folder (then its second argument is True) before that is entered. `grounds` are told what was looked at.
    """
    folders = [(top, _patterns_above(top, tree, grounds), False)]
    while folders:
        folder, above, built = folders.pop()
        grounds.note(folder)
        grounds.note(folder, IGNORING)
        own = gitignore(folder)
        patterns = (own, *above) if own else above
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    is_link = _is_link(entry)
                    if not is_link and entry.is_dir(follow_symlinks=False):
                        if not (
                            _left_out(entry.name)
                            or _ignored(entry.path, patterns, folder=True)
                            or excluded(entry.path, True)
                        ):
                            folders.append((entry.path, patterns, built or entry.name == BUILT))
                        continue
                    language = language_of(entry.name)
                    if (language is None and not is_link) or (built and language == "csharp"):
                        continue
                    if _ignored(entry.path, patterns) or excluded(entry.path, False):
                        continue
                    if is_link:
                        message = judge_link(entry.path, top)
                        if message is not None:
                            yield Trouble(entry.path, message)
                    elif not entry.is_file(follow_symlinks=False):
                        yield Trouble(entry.path, f"not read: it is {kind_of(entry.stat(follow_symlinks=False))}")
                    elif language is not None:
                        yield File(entry.path, language, "walked")
        except OSError as error:
            yield Trouble(folder, f"this folder could not be entered: {reason(error)}")


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Whether an entry leads elsewhere: as a symbolic link or, on Windows, a junction, which passes for a folder.

    `is_junction` would tell that from Python 3.12 on.
    """
    if entry.is_symlink():
        return True
    return os.name == "nt" and getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def _left_out(name: str) -> bool:
    return name.startswith(".") or name in VENDORED


def _ignored(path: str, patterns: tuple[Patterns, ...], *, folder: bool = False) -> bool:
    """The word of the nearest `.gitignore` that speaks of a path."""
    for each in patterns:
        verdict = each.verdict(path, folder=folder)
        if verdict is not None:
            return verdict
    return False


def _patterns_above(top: str, tree: pathlib.Path, grounds: Grounds) -> tuple[Patterns, ...]:
    """The patterns of the folders above `top`, nearest first; none if they ignore `top`, since it was asked for."""
    inner = pathlib.Path(top)
    if not inner.is_relative_to(tree):
        return ()
    outer = [str(folder) for folder in inner.parents if folder.is_relative_to(tree)]
    for folder in outer:
        grounds.note(folder, IGNORING)
    patterns = tuple(each for each in map(gitignore, outer) if each)
    for around in (inner, *inner.parents):
        if around != tree and around.is_relative_to(tree) and _ignored(str(around), patterns, folder=True):
            return ()
    return patterns
