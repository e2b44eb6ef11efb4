"""What the analyser says of a program; the one place that knows how it is called."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

_LIMIT = 60.0


class AnalyserError(Exception):
    """sockslint failed on a program, rather than judging it; the message is what it said."""


def available() -> bool:
    """Whether sockslint can be run by this interpreter."""
    return (
        importlib.util.find_spec("sockslint") is not None and importlib.util.find_spec("sockslint.__main__") is not None
    )


def verdict(path: Path) -> list[tuple[int, str]]:
    """The line and the rule of every finding that sockslint reports in the file `path`, in order."""
    done = subprocess.run(
        [sys.executable, "-m", "sockslint", "--format", "json", str(path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_LIMIT,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise AnalyserError(f"{path}: exit status {done.returncode}\n{done.stderr}")
    findings = json.loads(done.stdout)["findings"]
    return sorted((int(finding["line"]), str(finding["rule"])) for finding in findings)
