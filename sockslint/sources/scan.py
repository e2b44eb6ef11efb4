"""Looking for declarations in raw bytes, so that no file is parsed that cannot matter."""

from __future__ import annotations

import re
from typing import NamedTuple

import ahocorasick_rs

from sockslint.flow.model import Language
from sockslint.sources.words import narrow

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

_IDENTIFIER = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")


class Declared(NamedTuple):
    """A type that a file may declare: its simple name, and the names that stand among its bases."""

    name: str
    bases: frozenset[str]


_openings = {
    language: [
        ahocorasick_rs.BytesAhoCorasick([keyword], matchkind=ahocorasick_rs.MatchKind.LeftmostFirst)
        for keyword in keywords
    ]
    for language, keywords in _KEYWORDS.items()
}


def declared_types(data: bytes, language: Language) -> list[Declared]:
    """The types that a file may declare: some come from comments and strings, none is missed."""
    data = narrow(data, language)
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
    return frozenset(map(_text, _IDENTIFIER.findall(narrow(data, language))))


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
