"""Looking for words in raw bytes, so that no file is parsed that cannot matter.

A run over files that hold none imports little besides this.
"""

from __future__ import annotations

import ahocorasick_rs

TYPE_CHECKING = False  # typing's own takes longer to import than a short run lasts
if TYPE_CHECKING:
    from collections.abc import Iterable

    from sockslint.flow.model import Language

_IDENTIFIER_BYTES = frozenset(range(0x80, 0x100)) | frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz0123456789"
)

#: The byte-order marks of UTF-16, and of UTF-32 where that does not begin like it.
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


class Words:
    """A set of words to look for, all at once. If `whole`, no letter, digit or underscore may continue one of them."""

    def __init__(self, words: Iterable[bytes], *, whole: bool = False) -> None:
        chosen = sorted(set(words))
        # LeftmostFirst is what switches on the vectorised search; any other mode is sixteen times slower.
        self._search = ahocorasick_rs.BytesAhoCorasick(chosen, matchkind=ahocorasick_rs.MatchKind.LeftmostFirst)
        self._every = ahocorasick_rs.BytesAhoCorasick(chosen) if whole else None

    def within(self, data: bytes, language: Language) -> bool:
        """Whether any of the words occurs in the bytes of a file."""
        data = narrow(data, language)
        if not self._search.find_matches_as_indexes(data):
            return False
        if self._every is None:
            return True
        found = self._every.find_matches_as_indexes(data, overlapping=True)
        return any(_is_whole(data, start, end) for _, start, end in found)


def _is_whole(data: bytes, start: int, end: int) -> bool:
    return not _continues(data[start - 1 : start + 1]) and not _continues(data[end - 1 : end + 1])


def _continues(pair: bytes) -> bool:
    """Whether two neighbouring bytes belong to one name."""
    return len(pair) == 2 and _IDENTIFIER_BYTES.issuperset(pair)


def narrow(data: bytes, language: Language) -> bytes:
    """The bytes as UTF-8 if they are in a wide encoding; else as they are, since words are in ASCII."""
    if not wide(data):
        return data
    from sockslint.sources.decoding import BinaryError, decode

    try:
        return decode(data, language).source.data
    except BinaryError:
        return b""


def wide(data: bytes) -> bool:
    """Whether a byte-order mark says that the text is not laid out in single bytes, so that it cannot be scanned."""
    return data.startswith(_WIDE_MARKS)


def binary(data: bytes) -> bool:
    """Whether bytes with a NUL among the first thousand, and no mark of UTF-16 or UTF-32, are no source."""
    return b"\0" in data[:1024] and not wide(data)
