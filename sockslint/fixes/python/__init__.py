"""Fixes in Python: edits at places that libcst's tree tells, so that every character around them stays."""

from __future__ import annotations

from sockslint.findings import Finding, Fix
from sockslint.fixes.handles import Handles
from sockslint.fixes.python.ending import close_at_end
from sockslint.fixes.python.scope import release_scope
from sockslint.fixes.python.settings import drop_setting, make_nonblocking, send_whole
from sockslint.fixes.python.syntax import File, read
from sockslint.rulebook.model import FixName
from sockslint.text import SourceText

_FIXES = {
    "close_at_end": close_at_end,
    "release_scope": release_scope,
    "drop_setting": drop_setting,
    "make_nonblocking": make_nonblocking,
    "send_whole": send_whole,
}


class Fixer:
    """Makes the fixes of one file's findings; of a file that does not parse, none."""

    def __init__(self, source: SourceText, handles: Handles) -> None:
        self._file: File | None = read(source, handles)

    def fixes(self, finding: Finding, name: FixName) -> list[Fix]:
        """The ways to write what `name` stands for, the likeliest first; none where the code has no known shape."""
        return list(_FIXES[name](self._file, finding)) if self._file is not None else []
