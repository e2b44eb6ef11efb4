"""The example programs of the rules' pages, by rule and by name."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from sockslint.rulebook.load import load_rulebook
from sockslint.rulebook.model import Example

_FRAGMENT = re.compile(r"^```(csharp|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@functools.cache
def examples() -> Mapping[str, Mapping[str, Example]]:
    """The bad and good examples by rule and name.

    A name such as `csharp bad 2` is the language, what the example shows, and its number among those on its page.
    """
    return {rule.id: dict(_named(rule.examples)) for rule in load_rulebook().rules}


@functools.cache
def fragments() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The blocks of C# and Python that are marked neither bad nor good, by rule: each one's language and text."""
    return {rule.id: tuple((m[1], m[2]) for m in _FRAGMENT.finditer(rule.page)) for rule in load_rulebook().rules}


def _named(all_: tuple[Example, ...]) -> Iterator[tuple[str, Example]]:
    numbers: Counter[str] = Counter()
    for example in all_:
        kind = f"{example.language} {example.verdict}"
        numbers[kind] += 1
        yield f"{kind} {numbers[kind]}", example
