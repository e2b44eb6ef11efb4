"""The words of the byte scan: a file that holds none of them is never parsed for its own sake.

They are read off the API models. A type that has a life of its own (a connection, a datagram socket, a listener, event
arguments) is used only by a file that holds its name, one of its distinctive members, or a call that makes one. So its
words are its simple name and its `distinctive` members, or, where these say too much or too little, the `words` that
its model gives. A stream in general is none: one that is a connection's was made of one, by a file that holds a word,
and what that file calls is looked up by need while linking. The same holds for the types of a user's own models.

Comments that steer sockslint are words too, so that one which suppresses nothing is reported wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from sockslint.flow.model import Language
from sockslint.rulebook.model import ApiType, Kind, Rulebook

#: The word that begins a directive.
DIRECTIVE = "sockslint"
_LIVING: frozenset[Kind] = frozenset({"connection", "datagram", "listener", "event_args"})


def vocabulary(rulebook: Rulebook, language: Language | None = None) -> tuple[bytes, ...]:
    """The words of one language, or of both, sorted, as UTF-8.

    They are to be looked for as they are in Python, where they may be parts of names, and as whole words in C#.
    """
    words = {DIRECTIVE, *(rule.id for rule in rulebook.rules)}
    for model in rulebook.models:
        if language in (None, model.language):
            for type_ in model.types:
                words.update(_words(type_))
    return tuple(word.encode() for word in sorted(words))


def _words(type_: ApiType) -> Iterator[str]:
    if type_.words is not None:
        yield from type_.words
        return
    if type_.kind in _LIVING:
        yield type_.name.rpartition(".")[2]
        yield from type_.distinctive
    for member in type_.members:
        if member.role == "open" and member.form == "call":
            yield member.name
