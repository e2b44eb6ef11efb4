"""The event args that asynchronous operations are begun with: what for, and whether anybody waits for them."""

from __future__ import annotations

from functools import cached_property

from sockslint.checks.uses import Use, Uses
from sockslint.flow.model import Assign, Call
from sockslint.program.link import Program
from sockslint.rulebook.model import Role


class EventArgs:
    """What is known of the event args in a program."""

    def __init__(self, program: Program, uses: Uses) -> None:
        self._program = program
        self._uses = uses

    def begun_for(self, use: Use) -> frozenset[Role]:
        """The operations begun with the event args that a use reads, or with those whose handler it stands in; empty
        if none is to be seen."""
        assert use.node is not None
        own = self._begun.get(self._program.aliases.find(use.node), set())
        return frozenset(own | self._handled.get(use.method.id, set()))

    @cached_property
    def _begun(self) -> dict[str, set[Role]]:
        """By event args: what is begun with them."""
        found: dict[str, set[Role]] = {}
        for use in self._uses.every:
            for argument in use.event.arguments if isinstance(use.event, Call) and use.member.role else ():
                if isinstance(argument.value, str):
                    node = self._program.node(use.method, argument.value)
                    if self._program.kind(node) == "event_args" and use.member.role is not None:
                        found.setdefault(self._program.aliases.find(node), set()).add(use.member.role)
        return found

    @cached_property
    def _handled(self) -> dict[int, set[Role]]:
        """By handler: what is begun with the event args that it is set on."""
        found: dict[int, set[Role]] = {}
        for use in self._uses.every:
            if use.member.callback is not None and isinstance(use.event, Assign) and use.node is not None:
                roles = self._begun.get(self._program.aliases.find(use.node), set())
                for function in self._program.functions_of(use.method, use.event.value):
                    found.setdefault(function, set()).update(roles)
        return found

    @cached_property
    def made_in_sight(self) -> frozenset[str]:
        """The objects of the platform that the program makes in plain sight, by their classes of aliases."""
        return frozenset(
            self._program.aliases.find(self._program.node(method, event.result))
            for method in self._program.methods
            for block in method.function.blocks
            for event in block.events
            if isinstance(event, Call) and self._program.created_type(method, event) in self._program.apis.types
        )

    @cached_property
    def subscribed(self) -> frozenset[str]:
        """The objects that somebody waits for, by their classes of aliases: a callback is set as a member of theirs."""
        return frozenset(
            self._program.aliases.find(use.node)
            for use in self._uses.every
            if use.node is not None and use.member.form == "set" and use.member.callback is not None
        )
