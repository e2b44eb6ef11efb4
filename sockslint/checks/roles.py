"""The roles that a function's events meet, by themselves and through what they call."""

from __future__ import annotations

from collections.abc import Container, Iterable

from sockslint.checks.context import Context
from sockslint.flow.model import Call, Event, Read
from sockslint.program.index import Method
from sockslint.rulebook.model import Role


class Roles:
    """The roles met in one function."""

    def __init__(self, context: Context, method: Method) -> None:
        self.context = context
        self.method = method

    def of(self, event: Event, *, near: bool = False, asked: Container[str] | None = None) -> set[Role]:
        """The roles that an event meets, itself or through all callees; `near` only through those it calls directly.
        Given the members that are `asked` for, its own count only with the one that they need (`Member.along`)."""
        effects, program = self.context.effects, self.context.program
        met: set[Role] = {
            row.member.role
            for row in effects.rows_of(self.method, event)
            if row.member.role is not None and (asked is None or row.member.along is None or row.member.along in asked)
        }
        functions: list[int] = []
        if isinstance(event, Call):
            functions = [target.function for target in program.resolve(self.method, event).targets]
            for argument in event.arguments:
                functions.extend(program.functions_of(self.method, argument.value))
        elif isinstance(event, Read):
            functions.extend(program.getters(self.method, event.place))
        for function in functions:
            roles = {effect.role for effect in effects.own[function]} if near else effects.roles(function)
            met |= roles  # type: ignore[arg-type]
        return met

    def within(self, region: Iterable[int], *, near: bool = False) -> set[Role]:
        """The roles met in some blocks."""
        blocks = self.method.function.blocks
        return set[Role]().union(*(self.of(event, near=near) for number in region for event in blocks[number].events))
