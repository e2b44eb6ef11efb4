"""What every report is made from: the findings of one run, the sources they lie in, and how the run went."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Mapping

import msgspec

from sockslint.findings import Finding, Severity
from sockslint.rulebook.model import Rule, Rulebook, RuleHeader
from sockslint.text import SourceText


class Notice(msgspec.Struct, frozen=True):
    """Something about the run, not about the code: a file that could not be parsed, a setting that does nothing.

    `path` names the file as :attr:`Finding.path` does, `line` counts from 1; either may be unknown. A file that was
    read in part, or skipped, is a ``warning``; ``error`` says that the run as a whole cannot be trusted.
    """

    path: str | None
    line: int | None
    message: str
    level: Severity


class Digest(msgspec.Struct, frozen=True):
    """What identifies a file's content: its length in bytes and their SHA-256 in hexadecimal, before any decoding."""

    length: int
    sha256: str


class Origin(msgspec.Struct, frozen=True):
    """The repository that the files are of, by an address, and the commit that they are at, if it is known."""

    address: str
    commit: str | None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run, ready to be told. Every format is a function of this alone.

    `findings` are in the order of :func:`in_order`. `sources` holds the text of every file that a finding or one of
    its steps names, and `rulebook` every rule that ran. `root` is the absolute
    folder that the findings' paths are relative to. `width` is the number of columns that text is laid out for.
    `arguments` are the command's, without its name; `digests` identify files for formats that can tell a reader that
    a file has changed since, and may be left out. `fingerprints` are those of the findings; without them they are made
    from these findings alone. `against_baseline` tells that known findings were left out.
    With an `origin`, the files lay in `root` only for a while; unless `in_project`, `root` is merely the
    working directory, which says nothing to whoever reads the report elsewhere.
    """

    findings: tuple[Finding, ...]
    sources: Mapping[str, SourceText]
    notices: tuple[Notice, ...] = ()
    rulebook: Rulebook
    root: pathlib.Path
    files_checked: int
    version: str
    exit_status: int
    colour: bool = False
    width: int = 100
    arguments: tuple[str, ...] = ()
    digests: Mapping[str, Digest] = {}
    fingerprints: tuple[str, ...] = ()
    against_baseline: bool = False
    origin: Origin | None = None
    in_project: bool = True

    def named(self) -> list[tuple[Finding, str]]:
        """Each finding with its fingerprint."""
        from sockslint.fingerprints import fingerprints  # here: only some formats need it

        names = self.fingerprints or fingerprints(self.findings, self.sources)
        return list(zip(self.findings, names, strict=True))

    def rule(self, id_: str) -> Rule:
        """The rule with this id. One that has no page in the rulebook has no name, no page and no path either."""
        try:
            return self.rulebook.rule(id_)
        except KeyError:
            header = RuleHeader(id=id_, name="", summary=f"{id_} has no page", severity="warning")
            return Rule(header=header, page="", examples=(), path="")


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the one order that all reports keep: by path, then place, then rule, kind and message."""
    return tuple(sorted(findings, key=lambda it: (it.path, it.span, it.rule, it.kind, it.message)))
