"""Reads the list of a fleet's repositories: one a line, a path or an address; ``#`` begins a comment line."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable

from sockslint.fleet.model import Repository, is_address, repository


class ListingError(Exception):
    """A list that cannot be used; the text names it and says why."""


def read_listing(file: pathlib.Path) -> list[Repository]:
    """The repositories of a list, each once, in the list's order. Paths are relative to the list's folder.

    Raises ListingError.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        reason = error.strerror or str(error) if isinstance(error, OSError) else "it is not in UTF-8"
        raise ListingError(f"{file} cannot be read: {reason.lower()}") from None
    found = list(_repositories(lines, file.parent))
    if not found:
        raise ListingError(f"{file} names no repository; write one path or address a line")
    return list(dict.fromkeys(found))


def _repositories(lines: Iterable[str], folder: pathlib.Path) -> Iterable[Repository]:
    for line in lines:
        source = line.strip()
        if source and not source.startswith("#"):
            yield repository(source if is_address(source) else str((folder / source).absolute()))
