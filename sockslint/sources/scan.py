"""Looking for declarations in raw bytes, so that no file is parsed that cannot matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
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

#: What declares a namespace, what opens one, and what imports.
_NAMESPACE, _OPENS, _IMPORTS = b"namespace", b"using", b"import"

#: What opens the parameters of an extension method.
_EXTENDS = b"(this "
_EXTENDED = re.compile(rb"\s*(?:(?:ref|in)\s+)?(?:[\w\x80-\xff]+\s*(?:\.|::)\s*)*([A-Za-z_\x80-\xff][\w\x80-\xff]*)")
_DOTTED = re.compile(rb"\s+(@?[A-Za-z_\x80-\xff][\w\x80-\xff]*(?:\s*\.\s*@?[\w\x80-\xff]+)*)")
_OPENED = re.compile(
    rb"\s+((?:static\s|@?[\w\x80-\xff]+\s*=)\s*)?"
    rb"((?:global\s*::\s*)?@?[A-Za-z_\x80-\xff][\w\x80-\xff]*(?:\s*\.\s*@?[\w\x80-\xff]+)*)"
)
_FROM = re.compile(rb"from\s+(\.*[\w\x80-\xff.]*)\s+\Z")
_REST = re.compile(rb"\s*\([^()]{0,2000}|[^\r\n]*")
_NAMES = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff.]*|\*")

_IDENTIFIER = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")


class Declared(NamedTuple):
    """A type that a file may declare: its simple name, and the names that stand among its bases."""

    name: str
    bases: frozenset[str]


class Surface(NamedTuple):
    """What the bytes of a file show without parsing: the types that it may declare, in which namespaces (C#), and what
    it imports. That is ``scope.name``, or ``scope.*`` for all that is found in a scope: a namespace in C#, in Python
    the last part of a module's name, or nothing for the file's own package. `extends` are the simple names of the
    types that it declares extension methods of."""

    types: list[Declared]
    namespaces: frozenset[str]
    imports: frozenset[str]
    extends: frozenset[str] = frozenset()


_openings = {
    word: ahocorasick_rs.BytesAhoCorasick([word], matchkind=ahocorasick_rs.MatchKind.LeftmostFirst)
    for word in {
        _IMPORTS,
        _OPENS,
        _NAMESPACE,
        _EXTENDS,
        *(keyword for keywords in _KEYWORDS.values() for keyword in keywords),
    }
}


def surface_of(data: bytes, language: Language) -> Surface:
    """What a file shows without parsing: some of it comes from comments and strings, nothing is missed."""
    data = narrow(data, language)
    if language == "csharp":
        extended = frozenset(_text(match.group(1)) for match in _matches(_EXTENDED, _EXTENDS, data))
        return Surface(_types(data, language), _namespaces(data), _opened(data), extended)
    return Surface(_types(data, language), frozenset(), _imported(data))


def _types(data: bytes, language: Language) -> list[Declared]:
    pattern = _DECLARED if language == "csharp" else _DECLARED_PYTHON
    return [
        Declared(_text(match.group(1)), names_in(match.group(2) or b"", language))
        for keyword in _KEYWORDS[language]
        for match in _matches(pattern, keyword, data)
    ]


def _namespaces(data: bytes) -> frozenset[str]:
    """The namespaces that a C# file declares; of nested ones what they may be called, too."""
    found = [_dotted(match.group(1)) for match in _matches(_DOTTED, _NAMESPACE, data)]
    return frozenset(found).union(f"{outer}.{inner}" for outer, inner in pairwise(found))


def _opened(data: bytes) -> frozenset[str]:
    """The namespaces that a C# file opens; of a type that it gives another name, that which it lies in, too."""
    found = set()
    for match in _matches(_OPENED, _OPENS, data):
        name = _dotted(match.group(2))
        found.add(f"{name}.*")
        if match.group(1):
            found.add(f"{name.rpartition('.')[0]}.*")
    return frozenset(found)


def _imported(data: bytes) -> frozenset[str]:
    """What a Python file imports. A name that is taken from a module may itself be one."""
    found: set[str] = set()
    for _, start, end in _openings[_IMPORTS].find_matches_as_indexes(data):
        names = _NAMES.findall(_REST.match(data, end)[0])  # type: ignore[index]  # it matches anything
        module = _FROM.search(data, max(0, start - 200), start)
        if module is not None:
            scope = _text(module.group(1).rpartition(b".")[2])
            found.update(f"{scope}.{_text(name)}" for name in names)
        found.update(f"{_text(name.rpartition(b'.')[2])}.*" for name in names if name != b"*")
    return frozenset(found)


def _matches(pattern: re.Pattern[bytes], word: bytes, data: bytes) -> Iterator[re.Match[bytes]]:
    """What follows each of the places where a word stands."""
    for _, _, end in _openings[word].find_matches_as_indexes(data):
        match = pattern.match(data, end)
        if match:
            yield match


def _dotted(written: bytes) -> str:
    return _text(b"".join(written.split()).removeprefix(b"global::"))


def names_in(data: bytes, language: Language) -> frozenset[str]:
    """All that stands as a name in the bytes of a file, in its code or elsewhere."""
    return frozenset(map(_text, _IDENTIFIER.findall(narrow(data, language))))


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
