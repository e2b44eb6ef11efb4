"""Links units into a program, which is built once and then only asked."""

from __future__ import annotations

from collections.abc import Sequence

from sockslint.flow.model import Language, Unit
from sockslint.program.apis import Apis
from sockslint.program.calls import Calls
from sockslint.program.families import join_handles
from sockslint.program.unification import unify
from sockslint.rulebook.model import Rulebook


class Program(Calls):
    """The linked units of one language."""

    def __init__(self, units: Sequence[Unit], apis: Apis, language: Language) -> None:
        super().__init__(units, apis, language)
        unify(self)
        join_handles(self)


def link(units: Sequence[Unit], rulebook: Rulebook) -> tuple[Program, ...]:
    """Link units into one program for each language that occurs."""
    languages = dict.fromkeys(unit.language for unit in units)
    return tuple(Program(units, Apis(rulebook.models, language), language) for language in languages)
