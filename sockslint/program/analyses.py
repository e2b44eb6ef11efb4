"""What is known of a linked program before anything is asked about a connection in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from sockslint.flow.model import Branch, Call, Event, is_free, is_own_member
from sockslint.flow.shape import Shape
from sockslint.program.calls import Site
from sockslint.program.closing import closing_values
from sockslint.program.conditions import Conditions
from sockslint.program.effects import Effects
from sockslint.program.elements import ELEMENTS, KEYS
from sockslint.program.exceptions import Exceptions
from sockslint.program.idle import Idle
from sockslint.program.index import Method, events_of
from sockslint.program.link import Program
from sockslint.program.locals import Living, Locals
from sockslint.program.noreturn import NoReturn
from sockslint.program.passing import Passing
from sockslint.program.paths import Question
from sockslint.program.values import Constant


class Analyses:
    """The analyses of a program that all explorations of it share."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.conditions = Conditions(program)
        self.locals = Locals(program)
        self.effects = Effects(program, self.conditions.tested_in)
        self.idle = Idle(self.effects, self.conditions)
        self.exceptions = Exceptions(program)
        self.noreturn = NoReturn(self.effects)
        self._shapes: dict[int, Shape] = {}
        self._released_in_turns: dict[tuple[int, int], frozenset[str]] = {}
        self._living: dict[int, Living] = {}
        self._passing: dict[object, Passing] = {}

    @cached_property
    def collected(self) -> frozenset[str]:
        """The classes of aliases that some collection may have among its elements or keys."""
        aliases = self.program.aliases
        return aliases.classes_where(lambda node: ELEMENTS in node or KEYS in node)

    @cached_property
    def closing(self) -> Mapping[str, Mapping[Constant, frozenset[str]]]:
        """The members that tell that the program has released connections itself (`closing_values`)."""
        return closing_values(self.effects, self.conditions)

    @cached_property
    def released_by_waiters(self) -> Mapping[str, frozenset[str]]:
        """The families of the connections that are released after somebody has waited for a thread's end, or a signal,
        or by what is called then, by the class of aliases of what is waited for."""
        found: dict[str, frozenset[str]] = {}
        for method, site, awaited in self._waits():
            after = self._released_after(method, site.block, site.at)
            found[awaited] = found.get(awaited, frozenset()).union(after)
        for method in self.program.methods:
            for event in events_of(method):
                if isinstance(event, Call) and isinstance(event.receiver, str):
                    for function, _ in self.program.continued_by(method, event):
                        ended = self.program.aliases.find(self.program.node(method, event.receiver))
                        released = self.effects.targets(function, "release")
                        found[ended] = found.get(ended, frozenset()).union(released)
        return found

    @cached_property
    def released_before_waits(self) -> Mapping[str, frozenset[str]]:
        """The families of the connections that somebody releases on the way to where he waits, by the class of aliases
        of what he waits for: he has not left that to whom he waits for."""
        found: dict[str, frozenset[str]] = {}
        for method, site, awaited in self._waits():
            before = self._released_before(method, site.block, site.at)
            found[awaited] = found.get(awaited, frozenset()).union(before)
        return found

    def _waits(self) -> Iterator[tuple[Method, Site, str]]:
        """The events that wait for something, each with the class of aliases of that."""
        for method in self.program.methods:
            for number, block in enumerate(method.function.blocks):
                for at, event in enumerate(block.events):
                    if (awaited := self._awaited(method, event)) is not None:
                        yield method, Site(method.id, number, at), awaited

    def _awaited(self, method: Method, event: Event) -> str | None:
        """The class of aliases of what an event waits for, if it does."""
        if not isinstance(event, Call) or not isinstance(event.receiver, str):
            return None
        joins = any(row.member.joins for row in self.effects.rows_of(method, event))
        return self.program.aliases.find(self.program.node(method, event.receiver)) if joins else None

    def _released_after(self, method: Method, number: int, at: int) -> Iterator[str]:
        """The families of what a function releases on its way from an event on, itself or through what it calls."""
        blocks = method.function.blocks
        following = self.shape(method).graph.reachable(number)
        yield from self._released_by(method, blocks[number].events[at + 1 :])
        for each in following:
            yield from self._released_by(method, blocks[each].events if each < len(blocks) else ())

    def _released_before(self, method: Method, number: int, at: int) -> Iterator[str]:
        """The families of what a function releases on its way to an event, itself or through what it calls."""
        blocks = method.function.blocks
        yield from self._released_by(method, blocks[number].events[:at])
        for each in self.shape(method).graph.leading_to(number):
            yield from self._released_by(method, blocks[each].events)

    def released_in_turn(self, method: Method, head: int) -> frozenset[str]:
        """The families of what is released in a turn of the loop that a block is the head of."""
        key = method.id, head
        if key not in self._released_in_turns:
            blocks, branch = method.function.blocks, method.function.blocks[head].exit
            turn = self.shape(method).graph.region(head, branch.then) if isinstance(branch, Branch) else ()
            released = (family for each in turn for family in self._released_by(method, blocks[each].events))
            self._released_in_turns[key] = frozenset(released)
        return self._released_in_turns[key]

    def _released_by(self, method: Method, events: Iterable[Event]) -> Iterator[str]:
        """The families of what some events release, themselves or through what they call."""
        for event in events:
            for row in self.effects.rows_of(method, event):
                subject = self.effects.subject_of(event, row)
                if row.member.role == "release" and subject is not None:
                    yield self.program.family(self.program.node(method, subject))
            for function in self.effects.called_by(method, event):
                yield from self.effects.targets(function, "release")

    def shape(self, method: Method) -> Shape:
        """The shape of a function."""
        found = self._shapes.get(method.id)
        if found is None:
            raising = self.noreturn.blocks(method)
            found = Shape(method.function, self.program.apis.clocks, raising, lambda: self._moved_by_calls(method))
            self._shapes[method.id] = found
        return found

    def _moved_by_calls(self, method: Method) -> dict[str, frozenset[int]]:
        """The members that the methods which a function calls on its own object count up or down, with the blocks of
        the calls."""
        moved: dict[str, frozenset[int]] = {}
        for number, block in enumerate(method.function.blocks):
            calls = [e for e in block.events if isinstance(e, Call) and self.program.receiver_of(e) == "this"]
            called = [self.program.methods[id_] for call in calls for id_ in self.effects.called_by(method, call)]
            for place in (place for callee in called for place in self.shape(callee).counters):
                if is_own_member(place) or is_free(place):
                    moved[place] = moved.get(place, frozenset()) | {number}
        return moved

    def living(self, method: Method) -> Living:
        """What is live where each block of a function begins: locals, and what comparisons that come again have taught
        of them."""
        found = self._living.get(method.id)
        if found is None:
            found = self.locals.living(method)
            asked = {
                number: relation.keys
                for number, block in enumerate(method.function.blocks)
                if isinstance(block.exit, Branch)
                and (relation := self.conditions.relation(method, number, block.exit.condition)) is not None
            }
            if asked:
                keys = dict.fromkeys(key for its in asked.values() for key in its)
                bits = {key: 1 << at for at, key in enumerate(keys, found.taken)}
                ahead = self.shape(method).graph.ahead(
                    {number: sum({bits[key] for key in its}) for number, its in asked.items()}, handlers=True
                )
                found = found._replace(
                    on_entry=[live | later for live, later in zip(found.on_entry, ahead, strict=False)],
                    nodes=found.nodes | bits,
                )
            self._living[method.id] = found
        return found

    def passing(self, kind: type, question: Question, probing: bool, coarse: bool) -> Passing:
        """What explorations of a kind that ask the same question have found out about events, by how they look."""
        same = question if question.fails is not None else question._replace(dependents=frozenset())
        return self._passing.setdefault((kind, same, probing, coarse), Passing())
