"""What .NET projects say of a rule in ``.editorconfig``: ``dotnet_diagnostic.SOCK101.severity = suggestion``.

The words are those of the .NET compiler (learn.microsoft.com, "Configure code analysis rules"). They go before the
severity that our own settings give, being said of single files.
"""

from __future__ import annotations

import os
import pathlib
import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from sockslint.findings import Finding, Severity
from sockslint.rulebook.model import Rulebook
from sockslint.selection import rules_meant
from sockslint.settings import Doubt, SettingsError
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
_ENTRY = r"(?i)\s*dotnet_diagnostic\.(?P<rule>[^.\s=:]+)\.severity\s*[=:]\s*(?P<value>.*?)\s*(?:\s[#;].*)?"
_OURS = re.compile(r"SOCK\d*")
_ASIDE = "no severity is taken from here"
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

    def __init__(self, root: pathlib.Path, rulebook: Rulebook) -> None:
        self._root, self._rulebook = root, rulebook
        self._files: dict[pathlib.Path, tuple[pathlib.Path, ...]] = {}
        self._broken: set[tuple[str, pathlib.Path | None, int | None]] = set()

    @property
    def doubts(self) -> list[Doubt]:
        """What could not be made use of in the files that were read so far."""
        broken = [SettingsError(*each) for each in self._broken]
        return [*broken, *mistakes(entries(self._files), self._rulebook)]

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
        return _GRADES.get(self._properties(file).get(key, "default").lower())

    def _properties(self, file: pathlib.Path) -> dict[str, str]:
        import editorconfig  # here: only C# files with findings need it

        try:
            return editorconfig.get_properties(str(file))
        except editorconfig.ParsingError as error:
            line, _ = error.errors[0]
            self._broken.add(
                (f"this is neither `[section]` nor `name = value`; {_ASIDE}", pathlib.Path(error.source), line)
            )
        except UnicodeDecodeError:
            for each in filterfalse(_is_utf8, self._files[file.parent]):
                self._broken.add((f"this file is not valid UTF-8; {_ASIDE}", each, None))
        except (editorconfig.EditorConfigError, OSError, re.error) as error:  # it compiles patterns as they come
            self._broken.add((f"{FILE} cannot be read: {' '.join(str(error).split())}; {_ASIDE}", None, None))
        return {}


def entries(folders: Iterable[pathlib.Path]) -> list[Entry]:
    """The lines about single rules in the files that are in force for any of these folders, by file and line."""
    files = {file for folder in folders for file in _files_for(folder)}
    return sorted(entry for file in files for entry in _entries(file))


def mistakes(found: Iterable[Entry], rulebook: Rulebook) -> Iterator[Doubt]:
    """What is wrong with lines: a rule of ours that there is not, and for one that there is, a word that is no
    severity."""
    ids = [rule.id for rule in rulebook.rules]
    for each in found:
        if each.rule in ids and each.value not in _GRADES:
            hint = did_you_mean(each.value, _GRADES) or f"; there are {', '.join(_GRADES)}"
            message = f"`dotnet_diagnostic.{each.rule}.severity`: `{each.value}` is no severity{hint}"
            yield SettingsError(message, each.file, each.line)
        elif each.rule not in ids and _OURS.fullmatch(each.rule):
            meant = rules_meant(each.rule, rulebook)
            hint = "; the whole id has to stand here" if meant else did_you_mean(each.rule, ids)
            yield SettingsError(f"there is no rule `{each.rule}`{hint}", each.file, each.line)


def _files_for(folder: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """The files in force for a folder, from the nearest up to the one that says ``root = true``."""
    found = []
    for each in (folder, *folder.parents):
        file = each / FILE
        if os.path.isfile(file):  # noqa: PTH113  `Path` raises over a closed folder
            found.append(file)
            if any(re.fullmatch(_ROOT, line) for line in _preamble(file)):
                break
    return tuple(found)


def _lines(file: pathlib.Path) -> list[str]:
    try:
        return file.read_text("utf-8-sig", "replace").splitlines()
    except OSError:
        return []


def _is_utf8(file: pathlib.Path) -> bool:
    try:
        file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    except OSError:
        return True
    return True


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
        elif match := re.fullmatch(_ENTRY, line):
            yield Entry(file, number, section, match["rule"].upper(), match["value"].lower())
