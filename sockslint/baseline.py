"""A baseline: the findings that a project knows of already, so that a run speaks only of new ones.

An entry is known again by its fingerprint (see :mod:`sockslint.fingerprints`), so code may move. The rest of it is for
the people who read the file and its changes.
"""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

import msgspec

from sockslint.findings import Finding
from sockslint.fingerprints import SCHEME

#: No baseline is as long as this; what is may be anything.
_LONGEST = 200_000_000


class BaselineError(Exception):
    """A baseline cannot be used; the text names the file, the line if it is known, and what to do."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known finding: where it is, what it says, and what it is known again by."""

    path: str
    rule: str
    symbol: str
    message: str
    fingerprint: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a baseline, as JSON."""

    scheme: str
    findings: list[Entry]


class Named(NamedTuple):
    """A finding and its fingerprint."""

    finding: Finding
    fingerprint: str


class Comparison(NamedTuple):
    """What a baseline makes of a run: the findings that it does not hold and those that it does, and its entries that
    no finding matches though they lie in what the run was about."""

    new: tuple[Named, ...]
    known: tuple[Named, ...]
    stale: tuple[Entry, ...]


def read(file: pathlib.Path) -> tuple[Entry, ...]:
    """The entries of a baseline. Raises FileNotFoundError if there is none, BaselineError for what is none."""
    try:
        if file.exists() and not file.is_file():  # to open a pipe would be to wait for ever
            raise BaselineError(f"{file}: this baseline is no regular file")
        with file.open("rb") as stream:
            data = stream.read(_LONGEST + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BaselineError(f"{file}: this baseline cannot be read: {reason.lower()}") from None
    if len(data) > _LONGEST:
        raise BaselineError(f"{file}: this is too long to be a baseline")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        content = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BaselineError(_complaint(file, data, str(error))) from None
    if content.scheme != SCHEME:
        raise BaselineError(
            f'{file}: its fingerprints are of the scheme "{content.scheme}", this version\'s of "{SCHEME}"; '
            "remove the file, and make it anew by --update-baseline"
        )
    return tuple(content.findings)


def _complaint(file: pathlib.Path, data: bytes, error: str) -> str:
    """What is wrong with a file that is no baseline, and where, as far as that can be told."""
    conflict = next((at for at, line in enumerate(data.split(b"\n"), 1) if line.startswith(b"<<<<<<< ")), None)
    if conflict is not None:
        return f"{file}:{conflict}: a merge left a conflict here; keep the entries of both sides"
    what, _, where = error.partition(" - at ")
    entry = where.removeprefix("`$.findings[").partition("]")[0]
    line = _line_of_entry(data, int(entry)) if entry.isdigit() else None
    if " (byte " in what:
        what, _, place = what.partition(" (byte ")
        line = data.count(b"\n", 0, int(place.rstrip(")"))) + 1
    place = f"{file}:{line}" if line else f"{file}"
    what = what if what.startswith("JSON") else what[0].lower() + what[1:]
    return f"{place}: this is no baseline: {what}"


def _line_of_entry(data: bytes, number: int) -> int | None:
    """The line of an entry, if each stands on its own as we write them."""
    lines = [at for at, line in enumerate(data.split(b"\n"), 1) if b'"path":' in line]
    return lines[number] if number < len(lines) else None


def render(entries: Iterable[Entry]) -> str:
    """The text of a baseline: an entry a line, in the order of what people read, so that changes are easy to review.

    The same entries make the same text.
    """
    encoder = msgspec.json.Encoder()
    ordered = sorted(set(entries), key=lambda it: (it.path, it.rule, it.symbol, it.message, it.fingerprint))
    lines = ",\n".join(f"    {msgspec.json.format(encoder.encode(each), indent=0).decode()}" for each in ordered)
    listed = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "scheme": "{SCHEME}",\n  "findings": {listed}\n}}\n'


def compare(
    named: Sequence[Named], hidden: Collection[str], entries: Sequence[Entry], covered: Callable[[Entry], bool]
) -> Comparison:
    """Hold findings to a baseline.

    `hidden` are the fingerprints of findings that are there but not shown, since they are not sure enough; `covered`
    tells whether the run would have found an entry's finding: whether it lies in a file that was analysed whole (or is
    gone), and is of a rule that ran on it.
    """
    held = {entry.fingerprint for entry in entries}
    there = {each.fingerprint for each in named}.union(hidden)
    return Comparison(
        new=tuple(each for each in named if each.fingerprint not in held),
        known=tuple(each for each in named if each.fingerprint in held),
        stale=tuple(entry for entry in entries if entry.fingerprint not in there and covered(entry)),
    )


def updated(comparison: Comparison, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of the baseline that knows all findings of a run: without those that are stale, and with the words
    that known findings have today."""
    named = (*comparison.known, *comparison.new)
    told = {each.fingerprint for each in named}
    gone = {entry.fingerprint for entry in comparison.stale}
    kept = [entry for entry in entries if entry.fingerprint not in told | gone]
    return (*kept, *map(_entry, named))


def _entry(named: Named) -> Entry:
    finding = named.finding
    return Entry(finding.path, finding.rule, finding.symbol, finding.message, named.fingerprint)
