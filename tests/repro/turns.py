"""A program's fault turned off, or on, by a small change: symptom and verdict are to follow."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from sockslint.mending import mend
from sockslint.request import prepare
from tests.repro.lab import Trial
from tests.repro.programs import Program


@dataclass(frozen=True)
class Mend:
    """The text of `program` is mended by its fixes, as `--fix --unsafe-fixes` does; then it is run on `runtime`."""

    program: Program
    runtime: str

    def __str__(self) -> str:
        """A short name for test ids."""
        return f"{self.program.name}-{self.runtime}-mended"

    def trial(self, folder: Path) -> Trial:
        """The trial of the mended program, against its first peer."""
        return Trial(_with_text(self.program, mended(self.program), folder), self.runtime, self.program.peers[0])


def mended(program: Program) -> str:
    """The text of a program (or of its example) with all fixes put in; the same if there are none."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / program.path.name
        file.write_text(program.code or program.path.read_text(encoding="utf-8"), encoding="utf-8")
        changes = mend(prepare([folder], isolated=True), unsafe=True).files
        return next(iter(changes.values())).after.decode() if changes else file.read_text(encoding="utf-8")


def _with_text(program: Program, text: str, folder: Path) -> Program:
    """A program with another text; one that has no driver is written below `folder`."""
    if program.code:
        return replace(program, code=text)
    changed = replace(program, path=Path(tempfile.mkdtemp(dir=folder)) / program.path.name)
    changed.path.write_text(text, encoding="utf-8")
    return changed


@dataclass(frozen=True)
class Turn:
    """In the text of `program`, `old`, which stands there once, becomes `new`; then it is run on `runtime`."""

    program: Program
    runtime: str
    old: str
    new: str

    def __str__(self) -> str:
        """A short name for test ids."""
        return f"{self.program.name}-{self.runtime}-{self.old}-{self.new}"

    def trial(self, folder: Path) -> Trial:
        """The trial of the changed program, against its first peer; a program that has no driver is written below
        `folder`. Raises ValueError unless `old` stands there once."""
        program = self.program
        source = program.code or program.path.read_text(encoding="utf-8")
        if source.count(self.old) != 1:
            raise ValueError(f"{program.name} has {source.count(self.old)} times {self.old!r}")
        changed = _with_text(program, source.replace(self.old, self.new), folder)
        return Trial(changed, self.runtime, program.peers[0])
