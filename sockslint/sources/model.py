"""What finding yields: source files, the languages they are in, and the names they go by."""

from __future__ import annotations

import os
import pathlib
from typing import Literal, NamedTuple

from sockslint.flow.model import Language

#: The languages by file suffix, in lower case. Stubs (``.pyi``) hold no code.
LANGUAGES: dict[str, Language] = {".cs": "csharp", ".csx": "csharp", ".py": "python"}

#: How a file came to be read: named by the user, tracked by git, or met while walking a folder.
Origin = Literal["named", "tracked", "walked"]


class File(NamedTuple):
    """A source file: where it lies (absolute, in the system's own form), its language, and how it was found."""

    real: str
    language: Language
    origin: Origin


def language_of(name: str) -> Language | None:
    """The language that a file's name tells, None if it is no source."""
    return LANGUAGES.get(name[name.rfind(".") :].lower())  # a `Path` for each of 100,000 names would be slow


def same_file(path: str) -> str:
    """What the absolute paths of one file have in common where letters' case is no difference."""
    return os.path.normcase(path)


def shown(real: str, root: pathlib.Path) -> str:
    """A path as it is shown and compared: relative to the project's root, with ``/`` on every system.

    What lies outside the root is shown by its absolute path. Bytes that are no UTF-8 are written as ``\\xff``.
    """
    top = os.path.join(root, "")  # noqa: PTH118
    if real.startswith(top):  # a `Path` for each of 100,000 names would be slow
        name = real[len(top) :] if os.sep == "/" else real[len(top) :].replace(os.sep, "/")
    else:
        path = pathlib.PurePath(real)
        name = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("utf-8", "backslashreplace")
    return name
