"""What the analyser says of a program; the one place that knows how it is called."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from pathlib import Path

from tests.repro.programs import Program

_LIMIT = 60.0

Finding = tuple[str, int, str]
"""A finding: the name of its file, its line, its rule."""


class AnalyserError(Exception):
    """sockslint failed on a program, rather than judging it; the message is what it said."""


@functools.cache
def verdict(program: Program) -> tuple[Finding, ...]:
    """Every finding that sockslint reports in the files of `program`, which are placed, in order."""
    done = subprocess.run(
        [sys.executable, "-m", "sockslint", "--isolated", "--format", "json", *map(str, program.files)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_LIMIT,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise AnalyserError(f"{program.name}: exit status {done.returncode}\n{done.stderr}")
    findings = json.loads(done.stdout)["findings"]
    return tuple(sorted((Path(found["path"]).name, int(found["line"]), str(found["rule"])) for found in findings))
