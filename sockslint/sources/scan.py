"""Looking for words in raw bytes, so that no file is parsed that cannot matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import ahocorasick_rs

from sockslint.flow.model import Language
from sockslint.sources.decoding import BinaryError, decode, wide

#: What opens the declaration of a type. Each keyword is searched by itself: together they are ten times slower.
_KEYWORDS: dict[Language, tuple[bytes, ...]] = {
    "csharp": (b"class", b"struct", b"interface", b"record", b"enum"),
    "python": (b"class",),
}

#: The name that is declared; a record may be a `record struct` or a `record class`. Then, up to the body, the bases.
_DECLARED = re.compile(
    rb"\s+(?:(?:struct|class)\s+)?@?([A-Za-z_\x80-\xff][\w\x80-\xff]*)(?:[^;{}:(]{0,300}(?:\([^;{}]{0,1500}?\))?\s*:([^;{}]{0,600}))?"
)
_DECLARED_PYTHON = re.compile(rb"[ \t]+([A-Za-z_\x80-\xff][\w\x80-\xff]*)(?:\s*\(([^()]{0,600}))?")

_IDENTIFIER_BYTES = frozenset(range(0x80, 0x100)) | frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz0123456789"
)
_IDENTIFIER = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")


class Declared(NamedTuple):
    """A type that a file may declare: its simple name, and the names that stand among its bases."""

    name: str
    bases: frozenset[str]


class Words:
    """A set of words to look for, all at once. If `whole`, no letter, digit or underscore may continue one of them."""

    def __init__(self, words: Iterable[bytes], *, whole: bool = False) -> None:
        chosen = sorted(set(words))
        # LeftmostFirst is what switches on the vectorised search; any other mode is sixteen times slower.
        self._search = ahocorasick_rs.BytesAhoCorasick(chosen, matchkind=ahocorasick_rs.MatchKind.LeftmostFirst)
        self._every = ahocorasick_rs.BytesAhoCorasick(chosen) if whole else None

    def within(self, data: bytes, language: Language) -> bool:
        """Whether any of the words occurs in the bytes of a file."""
        data = _narrow(data, language)
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


_openings = {
    language: [
        ahocorasick_rs.BytesAhoCorasick([keyword], matchkind=ahocorasick_rs.MatchKind.LeftmostFirst)
        for keyword in keywords
    ]
    for language, keywords in _KEYWORDS.items()
}


def declared_types(data: bytes, language: Language) -> list[Declared]:
    """The types that a file may declare: some come from comments and strings, none is missed."""
    data = _narrow(data, language)
    pattern = _DECLARED if language == "csharp" else _DECLARED_PYTHON
    found = []
    for opening in _openings[language]:
        for _, _, end in opening.find_matches_as_indexes(data):
            match = pattern.match(data, end)
            if match:
                found.append(Declared(_text(match.group(1)), names_in(match.group(2) or b"", language)))
    return found


def names_in(data: bytes, language: Language) -> frozenset[str]:
    """All that stands as a name in the bytes of a file, in its code or elsewhere."""
    return frozenset(map(_text, _IDENTIFIER.findall(_narrow(data, language))))


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def _narrow(data: bytes, language: Language) -> bytes:
    """The bytes as UTF-8 if they are in a wide encoding; else as they are, since words are in ASCII."""
    if not wide(data):
        return data
    try:
        return decode(data, language).source.data
    except BinaryError:
        return b""
