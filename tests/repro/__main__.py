"""`python -m tests.repro`: print the agreement matrix, the article's figures, or a plot of them."""

from __future__ import annotations

import argparse
import fnmatch
import os
import sys
from pathlib import Path

from tests.repro import evidence, lab, matrix, programs
from tests.repro.runtimes import Builds


def main() -> int:
    """Do what the command line asks; give 1 if anything disagrees, or, in CI, if anything could not be run."""
    parser = argparse.ArgumentParser(prog="python -m tests.repro", description=__doc__)
    parser.add_argument("pattern", nargs="*", help="only programs whose name matches, such as 'client_*'")
    parser.add_argument(
        "--jobs", type=int, default=matrix.JOBS, metavar="N", help="trials at once (default: %(default)s)"
    )
    parser.add_argument("--evidence", action="store_true", help="print the article's observations, measured")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="write open sockets over time as SVG")
    parser.add_argument(
        "--seconds", type=float, default=40, metavar="S", help="how long to watch the growth (default: 40)"
    )
    options = parser.parse_args()
    if (options.plot or options.evidence) and (missing := evidence.missing()):
        parser.error(missing)

    with Builds() as builds:
        if options.plot:
            options.plot.write_text(evidence.plot(builds, options.seconds), encoding="utf-8")
            return 0
        if options.evidence:
            print(evidence.report(builds, options.seconds))
            return 0
        wanted = [p for p in programs.collect() if _matches(p.name, options.pattern)]
        rows = list(matrix.rows(lab.trials(wanted), builds, options.jobs))
    print(matrix.table(rows))
    not_run = any(row.agrees is None for row in rows)
    return int(any(row.agrees is False for row in rows) or (not_run and bool(os.environ.get("CI"))))


def _matches(name: str, patterns: list[str]) -> bool:
    names = (name, name.split("/")[-1])
    return not patterns or any(fnmatch.filter(names, pattern) for pattern in patterns)


if __name__ == "__main__":
    sys.exit(main())
