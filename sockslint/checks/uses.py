"""The events of a program that API rows describe, which are all that a check is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from sockslint.flow.model import EXIT, RAISE_EXIT, Assign, Call, Event, Jump, Read
from sockslint.program.analyses import Analyses
from sockslint.program.calls import Site
from sockslint.program.index import Method
from sockslint.rulebook.model import Member, Role
from sockslint.text import Span


class Use(NamedTuple):
    """An event that an API row describes: where, by which member of the row's type, and on which connection."""

    site: Site
    method: Method
    event: Call | Read | Assign
    member: Member
    subject: str | None
    node: str | None

    @property
    def span(self) -> Span:
        """The region of a finding about it."""
        return self.event.span


class Uses:
    """All uses in a program, and what is known of one by itself."""

    def __init__(self, analyses: Analyses) -> None:
        self._analyses = analyses
        self._program = analyses.program
        self._effects = analyses.effects

    @cached_property
    def every(self) -> list[Use]:
        """All of them, each once (a ``finally`` body's copies count as one)."""
        found: list[Use] = []
        seen: set[tuple[int, Span, str, Role | None]] = set()
        for method in self._program.methods:
            for number, block in enumerate(method.function.blocks):
                for at, event in enumerate(block.events):
                    for use in self._of_event(method, Site(method.id, number, at), event):
                        key = (method.id, use.span, use.member.name, use.member.role)
                        if key not in seen:
                            seen.add(key)
                            found.append(use)
        return found

    @cached_property
    def by_role(self) -> Mapping[Role, Sequence[Use]]:
        """The uses that meet a role, by role."""
        table: dict[Role, list[Use]] = {}
        for use in self.every:
            if use.member.role is not None:
                table.setdefault(use.member.role, []).append(use)
        return table

    def of(self, role: Role) -> Sequence[Use]:
        """The uses that meet a role."""
        return self.by_role.get(role, ())

    def _of_event(self, method: Method, site: Site, event: Event) -> Iterator[Use]:
        if isinstance(event, Call | Read | Assign):
            for row in self._effects.rows_of(method, event):
                subject = self._effects.subject_of(event, row)
                node = self._program.node(method, subject) if subject is not None else None
                yield Use(site, method, event, row.member, subject, node)

    def exceptions_of(self, use: Use) -> list[str]:
        """What a call raises when the connection fails."""
        if use.member.raises is not None:
            return use.member.raises
        rows = self._effects.rows_of(use.method, use.event)
        return next((row.type.raises for row in rows if row.member is use.member), [])

    def is_expected_to_fail(self, use: Use) -> bool:
        """Whether a use is the last call in a scope that is there for the exception, but for those that are given what
        it yields: it comes to no result (``with raises(OSError): run(create_connection(a))``)."""
        blocks, site = use.method.function.blocks, use.site
        block = blocks[site.block]
        if not isinstance(block.exit, Jump) or block.exit.target in (EXIT, RAISE_EXIT):
            return False
        results = {use.event.result} if isinstance(use.event, Call) else set()
        for event in block.events[site.at + 1 :]:
            if isinstance(event, Call):
                if results.isdisjoint(argument.value for argument in event.arguments):
                    return False
                results.add(event.result)
        match blocks[block.exit.target].events:
            case (Call(receiver=str(scope), form="scope"), *_):
                maker = self._analyses.shape(use.method).begun.get(scope)
                return maker is not None and maker.name in self._program.apis.expecting
            case _:
                return False
