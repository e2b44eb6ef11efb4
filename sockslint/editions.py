"""What facts depend on besides the bytes that they are about: the code that finds them out, and what that stands on."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).parent

#: What lowering and the byte scan run through.
_LOWERING = ("faults.py", "flow", "frontends", "sources", "lowering.py", "text.py")

#: What parses, and is none of our code.
_PARSERS = ("libcst", "tree-sitter", "tree-sitter-c-sharp", "tree-sitter-python")


@functools.cache
def lowering_edition() -> bytes:
    """Tells apart what may lower a file to something else."""
    return _digest(_LOWERING)


@functools.cache
def judging_edition() -> bytes:
    """Tells apart what may judge a program otherwise: any code of ours."""
    return _digest(("",))


def code_files() -> Iterator[str]:
    """The files of all our code."""
    return _modules(_PACKAGE)


def _digest(names: tuple[str, ...]) -> bytes:
    found = hashlib.sha256(repr((sys.version, *_parser_versions())).encode())
    for path in sorted(file for name in names for file in _modules(_PACKAGE / name)):
        found.update(b"%s\0%s\0" % (os.fsencode(path[len(str(_PACKAGE)) :]), Path(path).read_bytes()))
    return found.digest()


def _modules(path: Path) -> Iterator[str]:
    if path.suffix == ".py":
        yield str(path)
        return
    for folder, _, files in os.walk(path):
        yield from (os.path.join(folder, name) for name in files if name.endswith(".py"))  # noqa: PTH118


def _parser_versions() -> list[str]:
    """The parsers' versions, read off the names of the folders that pip leaves beside them.

    `importlib.metadata` takes as long to import as a small run lasts, so it is asked only about what is not found so.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                project, _, version = name.removesuffix(".dist-info").partition("-")
                found.setdefault(project.lower().replace("_", "-"), version)
    if any(project not in found for project in _PARSERS):
        import importlib.metadata

        found = {project: importlib.metadata.version(project) for project in _PARSERS}
    return [found[project] for project in _PARSERS]
