"""Names taken apart into words, to ask what a name says."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@functools.cache
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case: ``CloseClientSocket`` is ``close``, ``client``, ``socket``."""
    return tuple(match.lower() for match in _WORD.findall(name))


@functools.cache
def says(name: str, phrases: frozenset[str]) -> bool:
    """Whether a name has one of these words in it, or, of a phrase with underscores, its words in a row."""
    words = words_of(name)
    joined = f"_{'_'.join(words)}_"
    return any(f"_{phrase}_" in joined for phrase in phrases)


def phrases_of(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    """One set out of several models' word lists."""
    return frozenset(word for words in lists for word in words)
