"""The agreement matrix: for every trial the verdict, the symptom, and whether they agree."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.repro import lab, verdicts
from tests.repro.runtimes import Builds
from tests.repro.symptoms import Observation


@dataclass(frozen=True)
class Row:
    """One trial's outcome.

    `findings` are the analyser's, or None where there is no analyser; `observation` is the laboratory's, or None
    where the runtime is missing, and then `missing` says what to install.
    """

    trial: lab.Trial
    findings: list[tuple[int, str]] | None
    observation: Observation | None
    missing: str | None = None

    @property
    def flagged(self) -> bool | None:
        """Whether the analyser found what the program is about; anything at all in a mere peer."""
        if self.findings is None:
            return None
        rule = self.trial.program.rule
        return any(rule in (None, found) for _line, found in self.findings)

    @property
    def agrees(self) -> bool | None:
        """Whether program, symptom and verdict say the same, as far as they were asked; None if nothing was run."""
        if self.observation is None:
            return None
        answers = {self.trial.program.faulty, self.observation.present}
        return len(answers if self.flagged is None else answers | {self.flagged}) == 1


def outcome(trial: lab.Trial, builds: Builds) -> Row:
    """Run one trial, ask for the verdict, and put the two side by side."""
    missing = lab.missing(trial)
    observation = None if missing else lab.observe(trial, builds)
    return Row(trial, _findings(trial.program.path), observation, missing)


def rows(trials: Iterable[lab.Trial], builds: Builds, jobs: int) -> Iterator[Row]:
    """The outcome of every trial, in order, with `jobs` trials going on at once."""
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda trial: outcome(trial, builds), trials)


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text, one line a trial, and a line that sums up."""
    lines = [("program", "runtime", "peer", "verdict", "symptom", "seen", "agree"), *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    counts = [[row.agrees for row in rows].count(answer) for answer in (True, False, None)]
    text.append(f"{len(rows)} trials: {counts[0]} agree, {counts[1]} disagree, {counts[2]} not run")
    return "\n".join(text)


def _cells(row: Row) -> tuple[str, ...]:
    trial = row.trial
    words = {True: "yes", False: "NO", None: "-"}
    found = "-" if row.findings is None else " ".join(sorted({rule for _line, rule in row.findings})) or "clean"
    seen = row.observation.seen if row.observation else f"not run: {row.missing}"
    present = "-" if row.observation is None else trial.program.symptom if row.observation.present else "none"
    name = f"{trial.program.path.parent.name}/{trial.program.path.name}"
    return (name, trial.runtime, trial.peer, found, present, seen, words[row.agrees])


@functools.cache
def _findings(path: Path) -> list[tuple[int, str]] | None:
    return verdicts.verdict(path) if verdicts.available() else None
