"""Whether what makes sockslint fast changes what it says: compares reports with each of it switched off and on.

    python -m bench.equality FOLDER... [--jobs 2]

For each folder a JSON report is made plainly (no cache, one process) and again by workers, with an empty cache, from a
full one, and said again from the record of an earlier run: all must be the same byte for byte. Then every file is
lowered and linked, as if each held a word of the vocabulary: the findings must be the same. What differs is printed,
and makes the exit status 1.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from sockslint.engine import run
from sockslint.flow.model import Language
from sockslint.reports import render
from sockslint.request import prepare

#: So long after a file was written its times tell of every change, and records of runs are kept.
SETTLED = 2.1


class Difference(NamedTuple):
    """A way to run that says something else than the plain one, and lines that only one of the two has."""

    way: str
    lines: tuple[str, ...]


class _EveryFile:
    """Stands in for the byte scan: whatever a file holds, it speaks of sockets."""

    def __init__(self, words: Sequence[bytes], *, whole: bool = False) -> None:
        pass

    def within(self, data: bytes, language: Language) -> bool:
        return True


def differences(folder: Path, jobs: int = 2) -> Iterator[Difference]:
    """How the ways to run differ from the plain one over a folder of settled files."""
    with tempfile.TemporaryDirectory(prefix="sockslint-equality-") as name:
        cache = {"SOCKSLINT_CACHE_DIR": name}
        plain = _report(folder, "--no-cache", "--jobs", "1")
        others = {
            "workers": _report(folder, "--no-cache", "--jobs", str(jobs)),
            "an empty cache": _report(folder, "--jobs", "1", environment=cache),
            "a record of a run": _report(folder, "--jobs", "1", environment=cache),
            "a full cache": _report(folder, "--jobs", str(jobs), environment=cache),
        }
    for way, report in others.items():
        if report != plain:
            yield Difference(way, tuple(_apart(plain.splitlines(), report.splitlines())))
    found, with_all = _findings(plain), _findings(with_every_file(folder))
    if found != with_all:
        yield Difference("every file", tuple(_apart(found, with_all)))


def _report(folder: Path, *options: str, environment: Mapping[str, str] = {}) -> str:
    """The JSON report of a run in a process of its own, followed by its exit status."""
    command = [
        sys.executable,
        "-m",
        "sockslint",
        "--isolated",
        "--quiet",
        "--min-confidence",
        "low",
        "--format",
        "json",
    ]
    done = subprocess.run(
        [*command, *options, "."],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return f"{done.stdout.decode()}{done.returncode}\n"


def with_every_file(path: Path) -> str:
    """The JSON report of a run in which every file is lowered and linked, followed by its exit status."""
    # Where no project tells what paths are relative to, they are to the working directory, as in the other runs.
    folder, name = (path, ".") if path.is_dir() else (path.parent, path.name)
    with contextlib.chdir(folder), mock.patch("sockslint.survey.Words", _EveryFile):
        analysis = run(prepare([name], isolated=True, min_confidence="low", fixes=True))
    return render("json", analysis.report()) + f"{analysis.exit_status}\n"


def _findings(report: str) -> list[str]:
    """The findings of a report, a line each: place, rule and message, then all that is said of one."""
    findings = json.loads(report.rpartition("}")[0] + "}")["findings"]
    return ["{path}:{line}: {rule} {confidence} {message}".format(**each) + f" {json.dumps(each)}" for each in findings]


def _apart(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    yield from (f"- {line}" for line in one if line not in set(other))
    yield from (f"+ {line}" for line in other if line not in set(one))


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, say how it went, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.equality", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--jobs", type=int, default=2, help="workers to compare with [2]")
    options = parser.parse_args(arguments)
    time.sleep(SETTLED)
    unequal = 0
    for folder in options.folders:
        found = list(differences(folder.absolute(), options.jobs))
        unequal += bool(found)
        print(f"{folder.name}: {', '.join(each.way for each in found) or 'the same'}", flush=True)
        for each in found:
            print("\n".join(f"  {line[:160]}" for line in each.lines[:20]))
    print(f"{len(options.folders) - unequal} of {len(options.folders)} folders say the same every way")
    return 1 if unequal else 0


if __name__ == "__main__":
    sys.exit(main())
