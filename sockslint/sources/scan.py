"""Looking for words in raw bytes, so that no file is parsed that cannot matter."""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick_rs

from sockslint.flow.model import Language
from sockslint.sources.decoding import BinaryError, decode, wide

#: What opens the declaration of a type. Each keyword is searched by itself: together they are ten times slower.
_KEYWORDS: dict[Language, tuple[bytes, ...]] = {
    "csharp": (b"class", b"struct", b"interface", b"record", b"enum"),
    "python": (b"class",),
}

#: The name that is declared; a record may be a `record struct` or a `record class`.
_DECLARED = re.compile(rb"\s+(?:(?:struct|class)\s+)?@?([A-Za-z_\x80-\xff][\w\x80-\xff]*)")


class Words:
    """A set of words to look for, all at once."""

    def __init__(self, words: Iterable[bytes]) -> None:
        # LeftmostFirst is what switches on the vectorised search; any other mode is sixteen times slower.
        self._search = ahocorasick_rs.BytesAhoCorasick(
            sorted(set(words)), matchkind=ahocorasick_rs.MatchKind.LeftmostFirst
        )

    def within(self, data: bytes, language: Language) -> bool:
        """Whether any of the words occurs in the bytes of a file."""
        return bool(self._search.find_matches_as_indexes(_narrow(data, language)))


_openings = {
    language: [
        ahocorasick_rs.BytesAhoCorasick([keyword], matchkind=ahocorasick_rs.MatchKind.LeftmostFirst)
        for keyword in keywords
    ]
    for language, keywords in _KEYWORDS.items()
}


def declared_types(data: bytes, language: Language) -> set[str]:
    """The simple names of the types that a file may declare: some come from comments and strings, none is missed."""
    data = _narrow(data, language)
    names = set()
    for opening in _openings[language]:
        for _, _, end in opening.find_matches_as_indexes(data):
            match = _DECLARED.match(data, end)
            if match:
                names.add(match.group(1).decode("utf-8", "replace"))
    return names


def _narrow(data: bytes, language: Language) -> bytes:
    """The bytes as UTF-8 if they are in a wide encoding; else as they are, since words are in ASCII."""
    if not wide(data):
        return data
    try:
        return decode(data, language).source.data
    except BinaryError:
        return b""
