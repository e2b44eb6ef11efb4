"""Types as they are written: the name, the type arguments, and whether it is an array."""

from __future__ import annotations

import functools
from typing import NamedTuple

#: Wrappers that stand for what they hold: a task, a nullable, an annotation's `Optional`.
_TRANSPARENT = {"Nullable", "Task", "ValueTask", "Lazy", "Optional", "Awaitable", "Coroutine", "Final", "ClassVar"}


#: Types that say nothing of an object, beside those that a language infers.
_SAYING_NOTHING = frozenset(("object", "Object", "None", "Any", "typing.Any", "IDisposable", "IAsyncDisposable"))

#: A type of more brackets than this is taken for a name: nobody wrote it, and `parse` would recurse too deeply.
_MOST_BRACKETS = 60


class TypeName(NamedTuple):
    """A written type, taken apart: ``List<Socket>`` is ``List`` with an argument, ``Socket[]`` is ``[]`` with one.

    `names` are those of a tuple's elements, ``""`` for one that has none.
    """

    name: str
    arguments: tuple[TypeName, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def element(self) -> TypeName | None:
        """What a collection of this type holds: the last type argument (a dictionary's value)."""
        return self.arguments[-1] if self.arguments else None


UNKNOWN = TypeName("")


@functools.cache
def parse(text: str) -> TypeName:
    """Take a type apart as C# or Python writes it; what is not understood is `UNKNOWN`.

    Tasks and nullables count as what they hold; of a Python union the first part that is not ``None`` is taken.
    """
    text = text.strip().strip("'\"").strip()
    for word in ("ref ", "readonly ", "scoped ", "params ", "global::"):
        text = text.removeprefix(word)
    text = text.rstrip("?").strip()
    if not text or text in ("var", "dynamic") or text.removeprefix("System.") in _SAYING_NOTHING:
        return UNKNOWN
    if sum(map(text.count, "<[(")) > _MOST_BRACKETS:
        return TypeName(text)
    if text.endswith("]") and (text[:-1].rstrip(",").endswith("[")):
        return TypeName("[]", (parse(text[: text.rindex("[")]),))
    if text.startswith("(") and text.endswith(")"):
        elements = [_split(part.strip(), " ") for part in _split(text[1:-1], ",")]
        names = tuple(" ".join(words[1:]).strip() for words in elements)
        return TypeName("()", tuple(parse(words[0]) for words in elements), names)
    parts = _split(text, "|")
    if len(parts) > 1:
        return next((parsed for parsed in map(parse, parts) if parsed is not UNKNOWN), UNKNOWN)
    for opening, closing in (("<", ">"), ("[", "]")):
        at = text.find(opening)
        if at > 0 and text.endswith(closing):
            name = text[:at].strip()
            arguments = tuple(parse(part) for part in _split(text[at + 1 : -1], ","))
            simple = name.rpartition(".")[2]
            if simple in _TRANSPARENT or (simple == "Union" and arguments):
                return next((argument for argument in arguments if argument is not UNKNOWN), UNKNOWN)
            if simple == "KeyValuePair" and arguments:
                return arguments[-1]  # what a dictionary holds, under its key
            return TypeName(name, arguments)
    return TypeName(text)


def _split(text: str, separator: str) -> list[str]:
    """Split at the separators that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in "<[(":
            depth += 1
        elif character in ">])":
            depth -= 1
        elif character == separator and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return parts
