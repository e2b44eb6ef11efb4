"""Rewrites programs, byte-exactly, and says where each span of the old text stands in the new one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from sockslint.text import Span

#: The sources of a program, by path, in UTF-8.
Files: TypeAlias = Mapping[str, bytes]


class Range(NamedTuple):
    """Bytes of the old file, with the changes inside them made."""

    start: int
    end: int


Part: TypeAlias = bytes | Range


class Change(NamedTuple):
    """What stands in place of a range of the old file: new text and ranges of the old one, in this order.

    Changes may be nested: those inside this one are made in the ranges that it keeps; a range from elsewhere is taken
    over as it was.
    """

    start: int
    end: int
    parts: tuple[Part, ...]


class NewFile(NamedTuple):
    """A file to add: its path, the file whose ranges its parts are, as they were, and the parts."""

    path: str
    origin: str
    parts: tuple[Part, ...]


class _Piece(NamedTuple):
    """A piece of new text; `start` and `end` say what of the old text it is, or stands for."""

    text: bytes
    start: int
    end: int
    kept: bool


@dataclass(frozen=True)
class Rewritten:
    """A rewritten program."""

    files: Files
    _pieces: Mapping[str, Sequence[tuple[str, _Piece]]] = field(repr=False)

    def moved(self, path: str, span: Span) -> tuple[str, Span]:
        """Where a span of the old program stands now; ValueError if it is gone."""
        for new_path, pieces in self._pieces.items():
            starts: list[int] = []
            offset = 0
            for origin, piece in pieces:
                if origin == path and piece.start < piece.end:
                    if piece.start <= span.start < piece.end and (piece.kept or span.start == piece.start):
                        starts.append(offset + span.start - piece.start)
                    if piece.start < span.end <= piece.end and starts and (piece.kept or span.end == piece.end):
                        inside = span.end - piece.start if piece.kept else len(piece.text)
                        return new_path, Span(starts[0], offset + inside)
                offset += len(piece.text)
        raise ValueError(f"{path}: nothing is left of {span}")


def rewrite(files: Files, changes: Mapping[str, Sequence[Change]], added: Sequence[NewFile] = ()) -> Rewritten:
    """Make changes in the files of a program, and add files to it."""
    pieces = {
        path: [(path, piece) for piece in _rendered(data, Range(0, len(data)), _sorted(changes.get(path, ())))]
        for path, data in files.items()
    }
    for new in added:
        data = files[new.origin]
        pieces[new.path] = [(new.origin, piece) for part in new.parts for piece in _part(data, part, ())]
    return Rewritten({path: b"".join(piece.text for _, piece in made) for path, made in pieces.items()}, pieces)


def each_file(change: Callable[[bytes], Sequence[Change]], files: Files) -> Rewritten:
    """Make in each file the changes that a function finds in it."""
    return rewrite(files, {path: change(data) for path, data in files.items()})


def fresh_names(files: Files, stem: str) -> Iterator[str]:
    """Names that no file holds, though not as names of the language the program must know."""
    whole = b"\n".join(files.values()).decode()
    return (name for number in itertools.count(1) if (name := f"{stem}{number}") not in whole)


def _sorted(changes: Sequence[Change]) -> list[Change]:
    """Outer changes before those inside them; of what is inserted at one place, in the order given."""
    return sorted(changes, key=lambda change: (change.start, change.start != change.end, -change.end))


def _part(data: bytes, part: Part, changes: Sequence[Change]) -> Iterator[_Piece]:
    if isinstance(part, bytes):
        yield _Piece(part, 0, 0, kept=False)
    else:
        yield from _rendered(data, part, changes)


def _rendered(data: bytes, range_: Range, changes: Sequence[Change]) -> Iterator[_Piece]:
    at = range_.start
    for change in changes:
        if change.start < at or change.end > range_.end or (change.start == range_.end < len(data)):
            continue
        if at < change.start:
            yield _Piece(data[at : change.start], at, change.start, kept=True)
        inner = [o for o in changes if o is not change and change.start <= o.start and o.end <= change.end]
        match change.parts:
            case (bytes(text),):
                yield _Piece(text, change.start, change.end, kept=False)
            case parts:
                for part in parts:
                    yield from _part(data, part, inner)
        at = change.end
    if at < range_.end:
        yield _Piece(data[at : range_.end], at, range_.end, kept=True)
