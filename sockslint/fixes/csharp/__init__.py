"""Fixes in C#: byte-exact edits, made by the syntax tree."""

from __future__ import annotations

from sockslint.findings import Finding, Fix
from sockslint.fixes.csharp.ending import close_at_end
from sockslint.fixes.csharp.scope import release_scope
from sockslint.fixes.csharp.settings import drop_setting
from sockslint.fixes.csharp.syntax import File
from sockslint.fixes.handles import Handles
from sockslint.frontends.trees import TooMuchWorkError
from sockslint.rulebook.model import FixName
from sockslint.text import SourceText

_FIXES = {"close_at_end": close_at_end, "release_scope": release_scope, "drop_setting": drop_setting}


class Fixer:
    """Makes the fixes of one file's findings; of a file that is too much work to parse, none."""

    def __init__(self, source: SourceText, handles: Handles) -> None:
        try:
            self._file: File | None = File(source, handles)
        except TooMuchWorkError:
            self._file = None

    def fixes(self, finding: Finding, name: FixName) -> list[Fix]:
        """The ways to write what `name` stands for, the likeliest first; none where the code has no known shape."""
        fix = _FIXES.get(name)
        return list(fix(self._file, finding)) if fix and self._file is not None else []
