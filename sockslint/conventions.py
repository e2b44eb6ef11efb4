"""What .NET projects say of a rule in ``.editorconfig``: ``dotnet_diagnostic.SOCK101.severity = suggestion``.

The words are those of the .NET compiler (learn.microsoft.com, "Configure code analysis rules"). They go before the
severity that our own settings give, being said of single files.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from sockslint.findings import Finding, Severity
from sockslint.sources.model import language_of
from sockslint.spelling import did_you_mean

FILE = ".editorconfig"

#: A severity, ``off`` for a rule that is silenced in a file, or None where nothing is said.
Grade: TypeAlias = Severity | Literal["off"] | None

#: ``silent`` is what the .NET tools show nowhere but in an editor, as a place that can be rewritten.
_GRADES: dict[str, Grade] = {
    "error": "error",
    "warning": "warning",
    "suggestion": "note",
    "silent": "off",
    "none": "off",
    "default": None,
}
_ENTRY = r"(?i)\s*dotnet_diagnostic\.(?P<rule>[^.\s=:]+)\.severity\s*[=:]\s*(?P<value>[^\s#;]*)"
_ROOT = r"(?i)\s*root\s*[=:]\s*true\s*(?:[#;].*)?"


class Entry(NamedTuple):
    """A line about a rule, and the section that it stands under (empty for none)."""

    file: pathlib.Path
    line: int
    section: str
    rule: str
    value: str


class Conventions:
    """The ``.editorconfig`` files that are in force below a folder, read when a C# file asks for them."""

    def __init__(self, root: pathlib.Path) -> None:
        self._root = root
        self._files: dict[pathlib.Path, tuple[pathlib.Path, ...]] = {}
        self._complaints: set[str] = set()

    @property
    def complaints(self) -> list[str]:
        """What could not be made use of, so far."""
        return sorted(self._complaints)

    def graded(self, finding: Finding) -> Finding | None:
        """The finding with the severity that its file's conventions give it; None if they switch its rule off."""
        if language_of(finding.path) != "csharp":
            return finding
        grade = self._grade(finding.path, finding.rule)
        if grade == "off":
            return None
        return finding if grade in (None, finding.severity) else msgspec.structs.replace(finding, severity=grade)

    def _grade(self, path: str, rule: str) -> Grade:
        file = self._root / path
        if file.parent not in self._files:
            self._files[file.parent] = _files_for(file.parent)
        if not self._files[file.parent]:
            return None
        key = f"dotnet_diagnostic.{rule}.severity".lower()
        value = self._properties(file).get(key, "default").lower()
        if value not in _GRADES:
            words = did_you_mean(value, _GRADES) or f"; there are {', '.join(_GRADES)}"
            self._complaints.add(f"{FILE}: `dotnet_diagnostic.{rule}.severity = {value}` says nothing{words}")
        return _GRADES.get(value)

    def _properties(self, file: pathlib.Path) -> dict[str, str]:
        import editorconfig  # here: only C# files with findings need it

        try:
            return editorconfig.get_properties(str(file))
        except (editorconfig.EditorConfigError, OSError, UnicodeDecodeError) as error:
            what = " ".join(str(error).split())
            self._complaints.add(f"{FILE}: cannot be read, and is left aside for {file.name}: {what}")
            return {}


def entries(folders: Iterable[pathlib.Path]) -> list[Entry]:
    """The lines about single rules in the files that are in force for any of these folders, by file and line."""
    files = {file for folder in folders for file in _files_for(folder)}
    return sorted(entry for file in files for entry in _entries(file))


def _files_for(folder: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """The files in force for a folder, from the nearest up to the one that says ``root = true``."""
    found = []
    for each in (folder, *folder.parents):
        file = each / FILE
        if file.is_file():
            found.append(file)
            if any(re.fullmatch(_ROOT, line) for line in _preamble(file)):
                break
    return tuple(found)


def _lines(file: pathlib.Path) -> list[str]:
    try:
        return file.read_text("utf-8-sig", "replace").splitlines()
    except OSError:
        return []


def _preamble(file: pathlib.Path) -> Iterator[str]:
    for line in _lines(file):
        if line.lstrip().startswith("["):
            return
        yield line


def _entries(file: pathlib.Path) -> Iterator[Entry]:
    section = ""
    for number, line in enumerate(_lines(file), 1):
        if line.lstrip().startswith("["):
            section = line.strip()
        elif match := re.match(_ENTRY, line):
            yield Entry(file, number, section, match["rule"].upper(), match["value"].lower())
