"""What is given to a fleet and what comes back, in plain data that travels between machines."""

from __future__ import annotations

import hashlib
import re

import msgspec

_URL = re.compile(r"(?:https?|ssh|git|file)://|[\w.-]+@[\w.-]+:(?!//)", re.ASCII)


class Repository(msgspec.Struct, frozen=True):
    """Where a repository is: the path of a checkout, or the address of one that git can clone.

    `name` is a file name of its own on every system: the last two parts of the source, and a few digits of its hash.
    """

    source: str
    name: str

    @property
    def is_remote(self) -> bool:
        """Whether it has to be cloned."""
        return is_address(self.source)


def is_address(source: str) -> bool:
    """Whether a source is an address for git, rather than a path."""
    return _URL.match(source) is not None


def repository(source: str) -> Repository:
    """The repository at a source."""
    parts = [part for part in re.split(r"[\\/:]+", source.removesuffix(".git")) if part]
    readable = re.sub(r"[^\w.+-]", "_", "+".join(parts[-2:]), flags=re.ASCII)
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    return Repository(source, f"{readable[:80]}@{digest[:8]}")


class Orders(msgspec.Struct, frozen=True, kw_only=True):
    """How each repository is checked; the same for all. `config` is a settings file that all workers can read."""

    config: str | None = None
    isolated: bool = False
    select: list[str] | None = None
    ignore: list[str] | None = None
    min_confidence: str | None = None
    exclude: list[str] = []


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as a row of a table. Lines and columns count from 1, columns in code points."""

    rule: str
    name: str
    kind: str
    severity: str
    confidence: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    symbol: str
    subject: str
    message: str
    fingerprint: str


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """How one repository went. `revision` is the commit that was read, None if what was read is no commit; `seconds`
    is processor time. `error` says why there is no result that can be trusted."""

    repository: Repository
    revision: str | None = None
    edition: str = ""
    files: int = 0
    seconds: float = 0.0
    notices: int = 0
    rows: list[Row] = []
    error: str | None = None
