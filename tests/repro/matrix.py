"""The agreement matrix: for every trial the verdict, the symptom, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.repro import lab, verdicts
from tests.repro.runtimes import Builds
from tests.repro.symptoms import Observation
from tests.repro.verdicts import Finding

JOBS = 6
"""Trials at once, since most of a trial is waiting."""


@dataclass(frozen=True)
class Row:
    """One trial's outcome.

    `findings` are the analyser's; `observation` is the laboratory's, or None where the runtime is missing, and then
    `missing` says what to install.
    """

    trial: lab.Trial
    findings: tuple[Finding, ...]
    observation: Observation | None
    missing: str | None = None

    @property
    def flagged(self) -> bool:
        """Whether the analyser found what the program is about; anything at all in a mere peer."""
        rule = self.trial.program.rule
        return any(rule in (None, found) for _file, _line, found in self.findings)

    @property
    def agrees(self) -> bool | None:
        """Whether program, symptom and verdict say the same; None if nothing was run."""
        if self.observation is None:
            return None
        return self.trial.program.faulty == self.observation.present == self.flagged


def outcome(trial: lab.Trial, builds: Builds) -> Row:
    """Run one trial, ask for the verdict, and put the two side by side."""
    missing = lab.missing(trial)
    observation = None if missing else lab.observe(trial, builds)
    return Row(trial, verdicts.verdict(builds.placed(trial.program)), observation, missing)


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
    found = " ".join(sorted({rule for _file, _line, rule in row.findings})) or "clean"
    seen = row.observation.seen if row.observation else f"not run: {row.missing}"
    present = "-" if row.observation is None else trial.program.symptom if row.observation.present else "none"
    return (trial.program.name, trial.runtime, trial.peer, found, present, seen, words[row.agrees])
