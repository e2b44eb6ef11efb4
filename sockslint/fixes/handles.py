"""What the API models say of handles on a connection, by name alone: the syntax that fixes look at knows no types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sockslint.flow.model import Language
from sockslint.rulebook.model import ApiModel


class Handles(NamedTuple):
    """The members that yield another handle on the connection that they are used on, the simple names of the types that
    are made over one, and the members that release or shut down one."""

    deriving: frozenset[str]
    wrapping: frozenset[str]
    ending: frozenset[str]


def handles_of(models: Iterable[ApiModel], language: Language) -> Handles:
    """What the models of a language say."""
    types = [type_ for model in models if model.language == language for type_ in model.types]
    members = [member for type_ in types for member in type_.members]
    return Handles(
        deriving=frozenset(m.name for m in members if "receiver" in (m.derives_from, m.passes)),
        wrapping=frozenset(
            type_.name.rpartition(".")[2]
            for type_ in types
            if any(member.form == "new" and member.derives_from for member in type_.members)
        ),
        ending=frozenset(m.name for m in members if m.role in ("release", "shutdown")),
    )
