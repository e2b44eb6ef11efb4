"""What may stand at a place of TOML in one of our forms, and where that is: asked only when something else does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import inspect


def place_of(where: str, error: str, data: dict[str, Any], form: type) -> tuple[str | int, ...]:
    """The path that msgspec's error speaks of; `where` is its ``.rows[0].name``, without the dollar sign.

    msgspec says ``[...]`` for some key of a table with free keys. Which one is found by leaving the others out.
    """
    path: tuple[str | int, ...] = ()
    table: Any = data
    for key, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", where):
        if index == "...":
            found = next((each for each in table if _fails_alike(error, data, path, each, form)), None)
            if found is None:
                return path
            key = found
        step = key or int(index)
        path, table = (*path, step), table[step]
    return path


def _fails_alike(error: str, data: dict[str, Any], path: tuple[str | int, ...], key: str, form: type) -> bool:
    """Whether the error stays if the table at `path` keeps only one of its keys."""
    try:
        msgspec.convert(_with_only(data, path, key), form)
    except msgspec.ValidationError as other:
        return str(other) == error
    return False


def _with_only(data: Any, path: tuple[str | int, ...], key: str) -> Any:
    if not path:
        return {key: data[key]}
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        return [_with_only(part, rest, key) if at == step else part for at, part in enumerate(data)]
    return {name: _with_only(part, rest, key) if name == step else part for name, part in data.items()}


def expected_keys(form: type, path: tuple[str | int, ...]) -> list[str]:
    """The keys that a table at `path` in TOML of this form may have."""
    return [
        field.encode_name
        for type_ in _at(inspect.type_info(form), path)
        if isinstance(type_, inspect.StructType)
        for field in type_.fields
    ]


def expected_values(form: type, path: tuple[str | int, ...], keys: bool = False) -> list[str]:
    """The words that may stand at `path`, or, of a table there, that its keys may be; none if it takes any."""
    types = list(_at(inspect.type_info(form), path))
    if keys:
        types = [part for type_ in types if isinstance(type_, inspect.DictType) for part in _parts(type_.key_type)]
    return [str(value) for type_ in types if isinstance(type_, inspect.LiteralType) for value in type_.values]


def _at(type_: inspect.Type, path: tuple[str | int, ...]) -> Iterator[inspect.Type]:
    """The types that may stand at `path` below `type_`."""
    for part in _parts(type_):
        if not path:
            yield part
            continue
        step, rest = path[0], path[1:]
        match part:
            case inspect.StructType():
                for field in part.fields:
                    if field.encode_name == step:
                        yield from _at(field.type, rest)
            case inspect.ListType():
                yield from _at(part.item_type, rest)
            case inspect.DictType():
                yield from _at(part.value_type, rest)


def _parts(type_: inspect.Type) -> tuple[inspect.Type, ...]:
    return type_.types if isinstance(type_, inspect.UnionType) else (type_,)
