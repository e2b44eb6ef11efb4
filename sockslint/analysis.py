"""What comes of a run."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from sockslint import __version__
from sockslint.findings import Finding
from sockslint.reports.model import Digest, Notice, Report
from sockslint.rulebook.model import Rulebook
from sockslint.text import SourceText

if TYPE_CHECKING:
    from sockslint.baseline import Comparison
    from sockslint.sources.stamps import Grounds
    from sockslint.suppressions import Suppressed


class Analysis(msgspec.Struct, frozen=True):
    """How a run went.

    `findings` are to be shown, in order, and `fingerprints` are theirs; `suppressed` were silenced in the source.
    `baseline` is what the known findings make of the run, if any were given. `sources` and `digests` are those of the
    files that the findings and their steps lie in. `rulebook` holds the rules that ran. `failed` tells that a fault of
    ours kept something from being analysed. `in_project` tells whether `root` is a project's. `asides` are worth a word
    to the user, but change nothing. `grounds` are what the outcome stands on, besides the code, the rules, settings and
    conventions; they are not `sure` if a later run has to be made in any case.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    notices: tuple[Notice, ...]
    sources: Mapping[str, SourceText]
    digests: Mapping[str, Digest]
    rulebook: Rulebook
    root: pathlib.Path
    files_checked: int
    failed: bool
    grounds: Grounds
    asides: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = ()
    baseline: Comparison | None = None
    in_project: bool = True

    @property
    def exit_status(self) -> int:
        """3 after a fault of ours, else 1 if there are findings, else 0."""
        return 3 if self.failed else 1 if self.findings else 0

    def report(self, exit_status: int | None = None, arguments: Sequence[str] = ()) -> Report:
        """What reports are made from. `exit_status` is the process's, if it is not the analysis's own; `arguments` are
        the command's, without its name."""
        return Report(
            findings=self.findings,
            sources=self.sources,
            notices=self.notices,
            rulebook=self.rulebook,
            root=self.root,
            files_checked=self.files_checked,
            version=__version__,
            exit_status=self.exit_status if exit_status is None else exit_status,
            arguments=tuple(arguments),
            digests=self.digests,
            fingerprints=self.fingerprints,
            against_baseline=self.baseline is not None,
            in_project=self.in_project,
        )
