"""What a check reports: a finding, with the path through the user's code that explains it."""

from __future__ import annotations

import enum
from typing import Literal

import msgspec

from sockslint.text import Span

Severity = Literal["error", "warning", "note"]


class Confidence(enum.IntEnum):
    """How sure a finding is. The default shows high and medium."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The name used in settings and reports."""
        return self.name.lower()


class Step(msgspec.Struct, frozen=True):
    """One stop on the path: a place in a file and what happens there."""

    path: str
    span: Span
    message: str


class Edit(msgspec.Struct, frozen=True):
    """A change to a file: `text` takes the place of what `span` covers."""

    span: Span
    text: str


class Fix(msgspec.Struct, frozen=True):
    """A way to mend a finding, in the finding's own file.

    `title` says what it does, as an order. A `safe` one keeps what the program means to do. `edits` are in the order of
    their places, and none overlaps another.
    """

    title: str
    safe: bool
    edits: tuple[Edit, ...]


class Remedy(msgspec.Struct, frozen=True):
    """What the API models say that a fix needs to know.

    `ends` tells how the end of the stream shows in the call's own result (see `Member.end_of_stream`), None if it does
    not, or in a part of it; `is_async` tells that the result has to be waited for. `close` is the member that releases
    the connection, `whole` the one that sends all.
    """

    ends: str | None = None
    is_async: bool = False
    close: str | None = None
    whole: str | None = None


class Finding(msgspec.Struct, frozen=True):
    """A bug at a place.

    `path` names the file as the engine does (relative to the project's root, with ``/``). `kind` is the variety
    within the rule (``ignored``, ``spin``, ``guard-io``). `subject` is the connection as the user wrote it and
    `symbol` the enclosing function's qualified name; both serve the fingerprint. `steps` runs from the main place to
    where the connection is lost sight of. `advice` says what to write instead. `fixes` are ways to do that, the
    likeliest first, if they were asked for; `remedy` is what they are made from.
    """

    rule: str
    path: str
    span: Span
    message: str
    advice: str
    kind: str
    subject: str
    symbol: str
    severity: Severity
    confidence: Confidence
    steps: tuple[Step, ...] = ()
    remedy: Remedy = Remedy()
    fixes: tuple[Fix, ...] = ()


class Gap(msgspec.Struct, frozen=True):
    """What was not judged, or not to the end: in a file at a place, or (None) all over. `internal` marks a fault of
    ours."""

    path: str | None
    span: Span | None
    message: str
    internal: bool = False

    @property
    def order(self) -> tuple[str, Span, str]:
        """What gaps are sorted by: what lies in no file comes first."""
        return self.path or "", self.span or Span(0, 0), self.message


class Judgement(msgspec.Struct, frozen=True):
    """What comes of judging a program."""

    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...] = ()
