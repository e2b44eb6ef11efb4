"""Which lines of a file are not as they were at a revision that git knows.

The text at hand is compared with the revision's blob by ourselves. `git diff` would run the filters that a checkout's
own configuration names, and would not see what an editor holds.
"""

from __future__ import annotations

import difflib
import pathlib
from collections.abc import Iterable, Mapping, Sequence

from sockslint.sources.decoding import BinaryError, decode
from sockslint.sources.git import blobs, renames
from sockslint.sources.model import language_of
from sockslint.text import SourceText, Span

#: From so many lines on, lines that are everywhere (a lone brace) are not used to align two texts.
_MANY_LINES = 3000


class Changes:
    """The lines of some files that differ from a commit.

    `sources` are the files by path relative to `root`, the top of the work tree. A renamed file is compared with what
    it was; one that the commit does not have has changed in every line.
    """

    def __init__(self, root: pathlib.Path, commit: str, sources: Mapping[str, SourceText]) -> None:
        earlier = renames(str(root), commit)
        names = {path: earlier.get(path, path) for path in sources}
        old = blobs(str(root), commit, names.values())
        self._sources = sources
        self._lines = {path: _changed(source, old.get(names[path]), path) for path, source in sources.items()}

    def touch(self, path: str, span: Span) -> bool:
        """Whether a line of the span has changed, or stands beside lines that were taken out."""
        lines = self._lines[path]
        if lines is None:
            return True
        source = self._sources[path]
        return any(line in lines for line in range(source.line_of(span.start), source.line_of(span.end) + 1))


def _changed(source: SourceText, old: bytes | None, path: str) -> frozenset[int] | None:
    """The numbers of the lines that have changed, None if all have."""
    language = language_of(path)
    if old is None or language is None:
        return None
    try:
        before = decode(old, language).source
    except BinaryError:
        return None
    return frozenset(changed_lines(_lines_of(before), _lines_of(source)))


def _lines_of(source: SourceText) -> list[bytes]:
    """The lines without their ends, which git may have converted."""
    return [line.rstrip(b"\r") for line in source.data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")]


def changed_lines(before: Sequence[bytes], after: Sequence[bytes]) -> Iterable[int]:
    """The numbers, from 1, of the lines of `after` that are not those of `before`.

    Where lines were only taken out, these are the two around the gap: what was there may be what is missed.
    """
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=len(new) > _MANY_LINES)
    for tag, _, _, first, end in matcher.get_opcodes():
        if tag == "delete":
            yield from (head + first, head + first + 1)
        elif tag != "equal":
            yield from range(head + first + 1, head + end + 1)


def _common(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many lines two texts begin with in common."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number
