"""What a change does to real code: runs two versions of sockslint over folders and prints what came and what went.

    python -m bench.ecosystem --before OLD --after NEW FOLDER... [--list FILE] [--timeout SECONDS]

OLD and NEW are commands, such as ``/old/venv/bin/sockslint``; each is run with ``--isolated --format json FOLDER``,
from the working directory. Findings are compared by their fingerprints, so what only moved is neither. A run that
ends by a status other than 0 and 1, writes no report, or takes too long is a failure; its folder is not compared.
Exits with 0, or with 1 if there was any failure, whatever was found.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

TIMEOUT = 600.0
_REPORTED = (0, 1)


class Found(NamedTuple):
    """A finding, as far as it is shown."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule} {self.message}"


class Run(NamedTuple):
    """What one command made of one folder: its findings by fingerprint, or why there are none, and the seconds."""

    findings: Mapping[str, Found]
    failure: str | None
    seconds: float


class Comparison(NamedTuple):
    """Both runs over a folder."""

    folder: Path
    before: Run
    after: Run

    @property
    def failures(self) -> list[str]:
        """What failed, and how."""
        runs = (("before", self.before), ("after", self.after))
        return [f"{when}: {run.failure}" for when, run in runs if run.failure is not None]

    @property
    def came(self) -> list[Found]:
        """The findings that only the second run has; none if a run failed."""
        return _only(self.after, self.before) if not self.failures else []

    @property
    def went(self) -> list[Found]:
        """The findings that only the first run has; none if a run failed."""
        return _only(self.before, self.after) if not self.failures else []

    @property
    def stayed(self) -> int:
        """How many findings both runs have; none if a run failed."""
        return len(self.before.findings.keys() & self.after.findings.keys()) if not self.failures else 0


Linter: TypeAlias = Callable[[Path], Run]


def _only(one: Run, other: Run) -> list[Found]:
    return sorted(found for name, found in one.findings.items() if name not in other.findings)


def linter(command: Sequence[str], timeout: float = TIMEOUT) -> Linter:
    """What runs a command over a folder, and stops it after `timeout` seconds."""

    def run(folder: Path) -> Run:
        start = time.monotonic()
        try:
            done = subprocess.run(
                [*command, "--isolated", "--format", "json", str(folder)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Run({}, f"took more than {timeout:g} s", time.monotonic() - start)
        except OSError as error:
            return Run({}, f"{command[0]} cannot be run: {error.strerror}", 0.0)
        seconds = time.monotonic() - start
        if done.returncode not in _REPORTED:
            said = done.stderr.decode(errors="replace").strip().splitlines() or ["no word on why"]
            why = next((line for line in said if "error:" in line), said[-1])
            return Run({}, f"exit status {done.returncode}: {why}", seconds)
        try:
            return Run(read_report(done.stdout), None, seconds)
        except (ValueError, KeyError, TypeError):
            return Run({}, "wrote no report", seconds)

    return run


def read_report(report: bytes) -> dict[str, Found]:
    """The findings of a JSON report, by fingerprint; ValueError, KeyError or TypeError if it is none."""
    return {
        finding["fingerprint"]: Found(finding["path"], finding["line"], finding["rule"], finding["message"])
        for finding in json.loads(report)["findings"]
    }


def described(comparison: Comparison) -> Iterator[str]:
    """The lines about one folder."""
    before, after = comparison.before, comparison.after
    times = f"{before.seconds:.1f} s before, {after.seconds:.1f} s after"
    if comparison.failures:
        yield f"{comparison.folder}: FAILED ({times})"
        yield from (f"  ! {failure}" for failure in comparison.failures)
        return
    came, went = comparison.came, comparison.went
    yield f"{comparison.folder}: {len(came)} came, {len(went)} went, {comparison.stayed} stayed ({times})"
    yield from (f"  + {found}" for found in came)
    yield from (f"  - {found}" for found in went)


def summed(comparisons: Sequence[Comparison]) -> str:
    """The totals, on one line."""
    came, went = sum(len(c.came) for c in comparisons), sum(len(c.went) for c in comparisons)
    stayed, failed = sum(c.stayed for c in comparisons), sum(bool(c.failures) for c in comparisons)
    before, after = sum(c.before.seconds for c in comparisons), sum(c.after.seconds for c in comparisons)
    compared = f"{len(comparisons) - failed} of {len(comparisons)} folders compared"
    failures = f"; {failed} FAILED" if failed else ""
    totals = f"{came} came, {went} went, {stayed} stayed"
    return f"{compared}{failures}: {totals} ({before:.1f} s before, {after:.1f} s after)"


def folders_listed(text: str) -> list[Path]:
    """The folders that a list names: one a line, blank lines and what follows ``#`` at a line's start apart."""
    return [Path(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print as it goes, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.ecosystem", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="a folder to check")
    parser.add_argument("--list", type=Path, metavar="FILE", help="a file that names more folders, one a line")
    parser.add_argument("--before", required=True, type=shlex.split, metavar="COMMAND", help="the old version")
    parser.add_argument("--after", required=True, type=shlex.split, metavar="COMMAND", help="the new version")
    parser.add_argument("--timeout", type=float, default=TIMEOUT, metavar="SECONDS", help=f"of a run [{TIMEOUT:g}]")
    options = parser.parse_args(arguments)
    folders: list[Path] = options.folders
    if options.list is not None:
        folders = folders + folders_listed(options.list.read_text(encoding="utf-8"))
    absent = [folder for folder in folders if not folder.is_dir()]
    if absent or not folders or not options.before or not options.after:
        parser.error(f"no folder: {absent[0]}" if absent else "name two commands and a folder at least")
    old, new = linter(options.before, options.timeout), linter(options.after, options.timeout)
    comparisons = []
    for folder in folders:
        comparisons.append(Comparison(folder, old(folder), new(folder)))
        print("\n".join(described(comparisons[-1])), flush=True)
    print(summed(comparisons))
    return int(any(comparison.failures for comparison in comparisons))


if __name__ == "__main__":
    sys.exit(main())
