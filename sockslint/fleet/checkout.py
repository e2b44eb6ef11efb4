"""Gets at a repository's files: where they lie, or by a clone that is gone again afterwards."""

from __future__ import annotations

import contextlib
import os
import pathlib
import subprocess
import tempfile
from collections.abc import Iterator

from sockslint.sources import git

#: Nothing that a repository brings along is run, and nobody is asked for a password.
_GUARDS = (f"core.hooksPath={os.devnull}", "core.fsmonitor=false", "core.symlinks=false", "protocol.ext.allow=never")


class CheckoutError(Exception):
    """A repository that cannot be had; the text says why."""


def revision_of(source: str) -> str | None:
    """The commit that the default branch of a remote repository is at."""
    listing = _git("ls-remote", "--", source, "HEAD")
    return listing.split()[0] if listing.split() else None


@contextlib.contextmanager
def cloned(source: str) -> Iterator[pathlib.Path]:
    """The files of a remote repository's newest commit, as long as the context lasts. Raises CheckoutError."""
    with tempfile.TemporaryDirectory(prefix="sockslint-fleet-", ignore_cleanup_errors=True) as folder:
        tree = pathlib.Path(folder, "tree")
        _git("clone", "--quiet", "--depth=1", "--single-branch", "--no-tags", "--", source, str(tree))
        yield tree


def _git(*arguments: str) -> str:
    program = git.program()
    if program is None:
        raise CheckoutError("git is not installed here")
    options = [part for guard in _GUARDS for part in ("-c", guard)]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1"}
    done = subprocess.run(
        [program, *options, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise CheckoutError(f"git {arguments[0]} failed: {said[-1] if said else f'status {done.returncode}'}")
    return done.stdout
