"""A program's fault turned off, or on, by a small change: symptom and verdict are to follow."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from tests.repro.lab import Trial
from tests.repro.programs import Program


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
        text = source.replace(self.old, self.new)
        if program.code:
            changed = replace(program, code=text)
        else:
            changed = replace(program, path=Path(tempfile.mkdtemp(dir=folder)) / program.path.name)
            changed.path.write_text(text, encoding="utf-8")
        return Trial(changed, self.runtime, program.peers[0])
