"""What the language server asks of the process that checks, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sockslint.findings import Finding
from sockslint.reports.model import Notice
from sockslint.settings import ConfidenceName


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says of every check, as the options of these names do. Files are absolute."""

    config: str | None = None
    isolated: bool = False
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    min_confidence: ConfidenceName | None = None
    exclude: tuple[str, ...] = ()
    baseline: str | None = None
    jobs: int | None = None
    cache: bool = True


class Order(msgspec.Struct, frozen=True):
    """A check, as if the command were run in `folder` on `paths`. `buffers` are the bytes of files by absolute path
    that are to be taken instead of what is on disk."""

    folder: str
    paths: tuple[str, ...]
    buffers: Mapping[str, bytes]
    options: Options


class Page(msgspec.Struct, frozen=True):
    """A rule's page: its Markdown, and the address that it can be read at, if it is published."""

    text: str
    address: str | None


class Outcome(msgspec.Struct, frozen=True, tag=True):
    """What a check found, as `sockslint.analysis.Analysis` has it.

    `root` is the absolute folder that paths are relative to, `sources` the UTF-8 text of the files that findings and
    their steps lie in, `pages` those of the rules that have findings.
    """

    root: str
    findings: tuple[Finding, ...]
    fingerprints: tuple[str, ...]
    notices: tuple[Notice, ...]
    asides: tuple[str, ...]
    sources: Mapping[str, bytes]
    pages: Mapping[str, Page]


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Why a check could not be made; `path` and `line` tell where, if it is in a file."""

    message: str
    path: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """The message, after the place as ``file:line:`` if there is one."""
        where = "".join(f"{part}:" for part in (self.path, self.line) if part is not None)
        return f"{where} {self.message}".strip()
