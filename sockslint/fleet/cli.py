"""The command ``sockslint-fleet``: checks many repositories, and says where the bugs are."""

from __future__ import annotations

import argparse
import contextlib
import pathlib
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sockslint import __version__
from sockslint.fleet.listing import ListingError, read_listing
from sockslint.fleet.model import Orders
from sockslint.fleet.store import Store
from sockslint.interruption import heed, status_of
from sockslint.options import USAGE, Parser
from sockslint.output import unify_streams, write_file, write_out
from sockslint.progress import Bar

if TYPE_CHECKING:
    import distributed

CLEAN, FOUND, FAILED = 0, 1, 3

_EPILOG = """\
The list names a path of a checkout or an address for git on each line. What is done is not done again: run the same
command to resume a run, or to check what has changed since.

exit status:
  0    all were checked, no findings
  1    all were checked, findings
  2    wrong usage
  3    some could not be checked; summary.html says which, and why
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, else the process's own, and return its exit status."""
    unify_streams()
    heed()
    options = _parser().parse_args(argv)
    try:
        return _run(options)
    except ListingError as error:
        return _refuse(str(error))
    except ImportError as error:
        return _refuse(f"{error.name} is not installed: python -m pip install 'sockslint[fleet]'")
    except OSError as error:
        return _refuse(f"{error.filename or options.output}: {(error.strerror or str(error)).lower()}")
    except KeyboardInterrupt as interrupt:
        sys.stderr.write("sockslint-fleet: interrupted; the same command resumes it\n")
        return status_of(interrupt)


def _parser() -> Parser:
    options = Parser(
        prog="sockslint-fleet",
        description="Checks many repositories for bugs in the life of a socket.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    options.add_argument("list", metavar="LIST", help="a file with one repository a line")
    options.add_argument("--output", metavar="FOLDER", required=True, help="where the results go")
    add = options.add_argument_group("where it runs").add_argument
    add("--workers", metavar="N", type=int, help="processes on this machine [one a processor]")
    add("--memory-limit", metavar="SIZE", default="auto", help="of each, such as 4GiB [a fair share of the machine's]")
    add("--scheduler", metavar="ADDRESS", help="of a Dask cluster to use instead, such as tcp://host:8786")
    add("--retries", metavar="N", type=int, default=1, help="how often a failed repository is tried again [1]")
    add = options.add_argument_group("what is checked").add_argument
    add("--select", metavar="RULE", action="append", help="run only this rule; may be repeated")
    add("--ignore", metavar="RULE", action="append", help="do not run this rule; may be repeated")
    add("--min-confidence", metavar="LEVEL", choices=("low", "medium", "high"), help="low, medium or high")
    add("--exclude", metavar="PATTERN", action="append", default=[], help="leave out files, as .gitignore would")
    add("--config", metavar="FILE", help="take all settings from this file, which every worker can read")
    add("--isolated", action="store_true", help="take no settings from files")
    options.add_argument("--quiet", action="store_true", help="no progress on standard error")
    options.add_argument("--version", action="version", version=f"sockslint {__version__}")
    return options


def _run(options: argparse.Namespace) -> int:
    repositories = read_listing(pathlib.Path(options.list))
    orders = Orders(
        config=str(pathlib.Path(options.config).absolute()) if options.config else None,
        isolated=options.isolated,
        select=options.select,
        ignore=options.ignore,
        min_confidence=options.min_confidence,
        exclude=options.exclude,
    )
    store = Store(pathlib.Path(options.output))
    bar = Bar(sys.stderr, wanted=not options.quiet)
    from sockslint.fleet.schedule import check_all
    from sockslint.fleet.summary import render_summary
    from sockslint.fleet.table import write_table

    try:
        with _client(options) as client:
            fresh = check_all(
                client, repositories, orders, edition(orders), store, retries=options.retries, progress=bar
            )
    finally:
        bar.clear()
    count = write_table(store.folder / "findings.parquet", store.records(repositories))
    write_file(str(store.folder / "summary.html"), render_summary(store.records(repositories), __version__))
    failed = [record for record in store.records(repositories) if record.error is not None]
    for record in failed:
        sys.stderr.write(f"sockslint-fleet: error: {record.repository.source}: {record.error}\n")
    write_out(
        f"{count} findings in {len(repositories)} repositories; {fresh} checked now, "
        f"{len(repositories) - fresh - len(failed)} known, {len(failed)} failed; {store.folder / 'summary.html'}\n"
    )
    return FAILED if failed else FOUND if count else CLEAN


def edition(orders: Orders) -> str:
    """Stands for all that decides what comes of a commit: the code, the rules and the orders."""
    import hashlib

    import msgspec

    from sockslint.editions import judging_edition
    from sockslint.rulebook.load import load_rulebook

    rulebook = load_rulebook(())
    config = pathlib.Path(orders.config).read_bytes() if orders.config else b""
    decisive = ([rule.header for rule in rulebook.rules], rulebook.models, orders, config)
    encoded = msgspec.msgpack.encode(decisive, order="deterministic")
    return hashlib.sha256(judging_edition() + encoded).hexdigest()[:32]


@contextlib.contextmanager
def _client(options: argparse.Namespace) -> Iterator[distributed.Client]:
    """A client of the scheduler that is named, else of a cluster of processes on this machine."""
    import distributed

    if options.scheduler:
        with distributed.Client(options.scheduler) as client:
            yield client
        return
    with (
        distributed.LocalCluster(
            n_workers=options.workers,
            threads_per_worker=1,
            processes=True,
            memory_limit=options.memory_limit,
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def _refuse(message: str) -> int:
    sys.stderr.write(f"sockslint-fleet: error: {message}\n")
    return USAGE
