"""Which files documents are, which folder each is checked with, and where in a text something is, as clients count."""

from __future__ import annotations

import codecs
import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.uris import to_fs_path

from sockslint.settings import SettingsError, discover
from sockslint.sources.decoding import BinaryError, decode
from sockslint.sources.model import language_of, same_file
from sockslint.sources.root import folder_of, project_of
from sockslint.text import SourceText, Span, Unit

_UNITS: dict[str, Unit] = {"utf-8": "bytes", "utf-16": "utf16", "utf-32": "code_points"}


class Scope(NamedTuple):
    """What is checked together: everything in a folder or, where there is no project, one file alone."""

    folder: str
    file: str | None = None


def path_of(uri: str) -> str | None:
    """The absolute path of a document, None for one that is no file."""
    path = to_fs_path(uri)
    return os.path.abspath(path) if path else None  # noqa: PTH100  the form that discovery compares


def innermost(path: str, folders: Iterable[str]) -> str | None:
    """The innermost of some folders that holds a file."""
    holding = [folder for folder in folders if Path(same_file(path)).is_relative_to(same_file(folder))]
    return max(holding, key=len, default=None)


def scope_of(path: str, workspace: Iterable[str]) -> Scope:
    """The innermost of the workspace's folders that holds a file, else the project found upward from it."""
    if (folder := innermost(path, workspace)) is not None:
        return Scope(folder)
    start = folder_of(Path(path))
    try:
        found = discover(start)
        settings = found.file.parent if found and found.file else None
    except SettingsError as error:  # told when the project is checked
        settings = error.path.parent if error.path else None
    project = project_of(start, settings)
    return Scope(str(project)) if project is not None else Scope(str(start), path)


def unit_of(encoding: str | None) -> Unit:
    """What the columns of a position encoding count; UTF-16 is the protocol's own choice."""
    return _UNITS.get(encoding or "", "utf16")


def range_of(source: SourceText, span: Span, unit: Unit) -> types.Range:
    """A span as clients have it: lines and columns counted from 0."""
    region = source.region(span, unit)
    return types.Range(
        types.Position(region.start_line - 1, region.start_column - 1),
        types.Position(region.end_line - 1, region.end_column - 1),
    )


def data_of(text: str, path: str) -> bytes:
    """Bytes that the source at a path is read from as this very text, whatever encoding a comment in it names; where
    there is a choice, those that the file is likely to have."""
    text = text.removeprefix("\ufeff")
    data = text.encode("utf-8", "replace")
    with contextlib.suppress(BinaryError):
        if decode(data, language_of(path) or "csharp").source.text == text:
            return data
    return codecs.BOM_UTF8 + data


def line_range(line: int | None) -> types.Range:
    """A whole line, counted from 1; the first one for None."""
    first = (line or 1) - 1
    return types.Range(types.Position(first, 0), types.Position(first + 1, 0))
