"""Runs that would come to the same as an earlier one are not made: what that one said is said again.

A hook and a build call a linter over and over, mostly for nothing new. So a run leaves two records in the user's
cache. One is of its *outcome*, and of all that this stands on: the files, their settings, git's listing, the code and
the rules. While all of that is as it was, the same command comes to the same. The other is of the *words* of the
vocabulary under the settings in force: whatever files are named, there is nothing to find if none of them holds a word.

Such a run imports nothing that takes long, which is why this module and what it needs do without `typing`, `re` and
`pathlib`. Whatever is wrong with a record costs time, never a run: it is then made in full.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import stat
import sys
import zlib

from sockslint.keeping import cache_folder
from sockslint.sources.stamps import stamp

TYPE_CHECKING = False  # typing's own takes longer to import than a short run lasts
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from sockslint.flow.model import Language
    from sockslint.sources.stamps import Stamp

    Said = tuple[str, str, int]
    Surroundings = tuple[str | None, tuple[str, ...]]

#: Where records lie in the cache folder. The number is their layout's.
FOLDER = "runs-1"

_SETTINGS = ("sockslint.toml", "pyproject.toml", ".sockslint.toml", "socklint.toml", ".socklint.toml")
_SUFFIXES: Mapping[str, Language] = {".cs": "csharp", ".py": "python"}
_HARMLESS = ("--quiet", "--isolated")

#: What decides how a report looks.
_ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS")


def nothing_found(files: int) -> str:
    """What is said of so many files in which there is nothing to tell of."""
    return f"No findings; {files} file checked" if files == 1 else f"No findings; {files} files checked"


def answer(arguments: Sequence[str]) -> int | None:
    """Say what the command with these arguments would say, if that is known, and return its exit status; else None."""
    try:
        said = _outcome(arguments) or _silence(arguments)
    except Exception:  # whatever it is, a full run will tell
        return None
    if said is None:
        return None
    from sockslint.output import unify_streams, write_out

    out, err, status = said
    unify_streams()
    if "\x1b" in out:
        from sockslint.console import takes_colours

        takes_colours()  # a Windows console has forgotten since
    sys.stderr.write(err)
    write_out(out)
    return status


# --- asking -----------------------------------------------------------------------------------------------------


def _outcome(arguments: Sequence[str]) -> Said | None:
    """What the same command said, if nothing of what that stood on has changed."""
    record = read(key_of_outcome(arguments))
    if record is None:
        return None
    start, around, listings, stamps, paths, files, said = record
    if around != surroundings(start) or not _stand(stamps):
        return None
    if any(stamp(path, follow=False) != each for path, each in zip(paths, files, strict=True)):
        return None
    if listings:
        from sockslint.sources import git

        if any(git.listing(folder) != listing for folder, listing in listings):
            return None
    out, err, status = said
    return out, err, status


def _silence(arguments: Sequence[str]) -> Said | None:
    """That there is nothing to tell of, if all that is named are files, and none of them holds a word."""
    options = [each for each in arguments if each.startswith("-")]
    paths = {os.path.abspath(each) for each in arguments if not each.startswith("-")}
    if not paths or any(each not in _HARMLESS for each in options) or sys.stdout.isatty():
        return None
    if "FORCE_COLOR" in os.environ:
        return None
    first = next(each for each in arguments if not each.startswith("-"))
    record = read(key_of_words("--isolated" in options, surroundings(_folder_of(first))))
    if record is None:
        return None
    stamps, words = record
    if not _stand(stamps):
        return None
    from sockslint.sources.words import Words, binary, wide

    scans: dict[str, Words] = {}
    for path in paths:
        language = _SUFFIXES.get(path[path.rfind(".") :])
        if language is None or not stat.S_ISREG(os.stat(path).st_mode):
            return None
        if language not in scans:
            scans[language] = Words(words[language], whole=language == "csharp")
        with open(path, "rb") as file:
            data = file.read()
        if binary(data) or wide(data) or scans[language].within(data, language):
            return None
    return nothing_found(len(paths)) + "\n", "", 0


def _stand(stamps: Iterable[tuple[str, Stamp | None]]) -> bool:
    return all(stamp(path) == each for path, each in stamps)


def surroundings(start: str) -> Surroundings:
    """What lies around an absolute folder: the top of the git work tree that holds it, and the files upward that may
    hold settings, or be taken for such. What these say is not looked at."""
    top, files, folder = None, [], start
    while True:
        files += [path for path in (os.path.join(folder, name) for name in _SETTINGS) if os.path.exists(path)]
        if top is None and os.path.exists(os.path.join(folder, ".git")):
            top = folder
        above = os.path.dirname(folder)
        if above == folder:
            return top, tuple(files)
        folder = above


def _folder_of(path: str) -> str:
    """The absolute folder that a path is, or lies in."""
    path = os.path.abspath(path)
    return path if os.path.isdir(path) else os.path.dirname(path)


# --- records ----------------------------------------------------------------------------------------------------


def key_of_outcome(arguments: Sequence[str]) -> tuple[Any, ...]:
    """What tells apart the records of outcomes."""
    terminal: tuple[int, ...] | None = None
    if sys.stdout.isatty():
        terminal = ()
        with contextlib.suppress(OSError):  # Windows' NUL says that it is one, and has no size
            terminal = tuple(os.get_terminal_size(sys.stdout.fileno()))
    environment = tuple(os.environ.get(name) for name in _ENVIRONMENT)
    return ("outcome", sys.version, __file__, tuple(arguments), os.getcwd(), environment, terminal)


def key_of_words(isolated: bool, around: Surroundings) -> tuple[Any, ...]:
    """What tells apart the records of words."""
    return ("words", sys.version, __file__, isolated, around)


def file_of(key: tuple[Any, ...]) -> str:
    """Where the record with a key lies, or another one by a rare chance. Raises OSError if there is no cache."""
    folder = cache_folder()
    if folder is None:
        raise FileNotFoundError
    return os.path.join(folder, FOLDER, f"{zlib.crc32(ascii(key).encode()):08x}")


def encode(key: tuple[Any, ...], record: tuple[Any, ...]) -> bytes:
    """The content of a record's file."""
    encoded = marshal.dumps((key, record))
    return zlib.crc32(encoded).to_bytes(4, "little") + encoded


def read(key: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """The record with a key, if there is one and it is whole."""
    try:
        with open(file_of(key), "rb") as file:
            check, encoded = file.read(4), file.read()
    except OSError:
        return None
    if zlib.crc32(encoded).to_bytes(4, "little") != check:
        return None
    of, record = marshal.loads(encoded)
    return record if of == key else None
