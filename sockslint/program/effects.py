"""What each function does to which connections, by itself and through what it calls: its effects.

They tell which callees a simulation must look into, and what a guarded region is for. Computed bottom-up over the
strongly connected components of the call graph, so that recursion needs no special case.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sockslint.flow.graph import components
from sockslint.flow.model import (
    Assign,
    Call,
    Closure,
    Event,
    Expr,
    Operand,
    Raise,
    Read,
    holder,
    is_temporary,
    is_variable,
    places_in,
)
from sockslint.program.apis import Row
from sockslint.program.calls import Site
from sockslint.program.index import Method, events_of
from sockslint.program.link import Program
from sockslint.program.nodes import is_member
from sockslint.program.words import says


class Effect(NamedTuple):
    """A role met on a connection; `target` is its family. ``foretell`` is asking whether a receive would yield the end,
    ``ending`` to give the connection to a function that nobody can see and that is named for ending things. For a
    member written that some condition tests, role ``write`` and the member's node."""

    role: str
    target: str


class _Sums(NamedTuple):
    """What functions do, and those that they call, by component of the call graph, and the effects of each role.

    In a large program most functions come to call thousands of others, so a set of effects is an integer: bit N stands
    for effect N.
    """

    effects: tuple[Effect, ...]
    of_role: dict[str, int]
    met: list[int]


class Caller(NamedTuple):
    """A call of a function: where, and the event."""

    site: Site
    event: Call | Read | Assign


class _Uses(NamedTuple):
    """What a function does with its places: those that it keeps in members, and the calls that it gives them to."""

    kept: frozenset[str]
    given: Mapping[str, Sequence[Call]]


def _uses(method: Method) -> _Uses:
    """Gathered once a function, as many of its events may ask."""
    kept: set[str] = set()
    given: dict[str, list[Call]] = {}
    for event in events_of(method):
        match event:
            case Assign(_, target, str(value)) if not is_variable(target):
                kept.add(value)
            case Call(arguments=arguments):
                for place in {argument.value for argument in arguments if isinstance(argument.value, str)}:
                    given.setdefault(place, []).append(event)
    return _Uses(frozenset(kept), given)


def _is_waited_for(call: Call, uses: _Uses) -> bool:
    """Whether the task that a call makes is waited for: it is awaited, or kept, and in no member; whoever keeps one
    there is believed to."""
    return call.awaited or not (call.discarded or call.result in uses.kept)


class Effects:
    """The effects of all functions of a program, its call graph, and which functions are used as values."""

    def __init__(self, program: Program, tested: Container[str]) -> None:
        """`tested` are the nodes that some condition tests."""
        self.program = program
        self._tested = tested
        self.callers: dict[int, list[Caller]] = {}
        #: The functions used as values that somebody whom nobody sees may call.
        self.referenced: set[int] = set()
        #: Those that are given to the program's own functions, which are seen to call them, or not.
        self._given: set[int] = set()
        self.callees: dict[int, set[int]] = {}
        self.own: dict[int, set[Effect]] = {}
        #: The strongly connected component of the call graph that a function belongs to.
        self.component: dict[int, int] = {}
        self._roles: dict[int, frozenset[str]] = {}
        self._targets: dict[tuple[int, str], frozenset[str]] = {}
        for method in program.methods:
            self.own[method.id] = set()
            self.callees[method.id] = set()
            uses = _uses(method)
            for number, block in enumerate(method.function.blocks):
                for index, event in enumerate(block.events):
                    self._visit(method, Site(method.id, number, index), event, uses)
        #: All functions that are used as values.
        self.passed_on = self.referenced | self._given
        self.referenced |= self._given - self.callers.keys()
        self._sums = self._summed()

    # --- own effects ---

    def rows_of(self, method: Method, event: Event) -> tuple[Row, ...]:
        """The API rows that describe an event."""
        match event:
            case Call():
                return self.program.resolve(method, event).rows
            case Read():
                return self.program.rows_of_member(method, event.place, "get")
            case Assign():
                return self.program.rows_of_member(method, event.target, "set")
            case _:
                return ()

    def subject_of(self, event: Event, row: Row) -> str | None:
        """The place of the connection that an event concerns under a row."""
        match event:
            case Call():
                operand = self.program.subject_operand(event, row.member)
                if isinstance(operand, Expr) and operand.operands:
                    operand = operand.operands[0]
                return operand if isinstance(operand, str) else None
            case Read():
                return holder(event.place)
            case Assign():
                return holder(event.target)
            case _:
                return None

    def called_by(self, method: Method, event: Event) -> Iterable[int]:
        """The functions of the program that an event calls."""
        match event:
            case Call():
                return (target.function for target in self.program.resolve(method, event).targets)
            case Read():
                return self.program.getters(method, event.place)
            case Assign():
                return self.program.setters(method, event.target)
            case _:
                return ()

    def targets(self, function: int, role: str) -> frozenset[str]:
        """On what a function meets a role, by itself or in what it calls: as `Effect.target` says."""
        key = self.component[function], role
        if key not in self._targets:
            met = self._sums.met[key[0]] & self._sums.of_role.get(role, 0)
            self._targets[key] = frozenset(self._sums.effects[at].target for at in _bits(met))
        return self._targets[key]

    def roles(self, function: int) -> frozenset[str]:
        """The roles that a function meets, by itself or in what it calls."""
        component = self.component[function]
        if component not in self._roles:
            met = self._sums.met[component]
            self._roles[component] = frozenset(role for role, those in self._sums.of_role.items() if met & those)
        return self._roles[component]

    def _visit(self, method: Method, site: Site, event: Event, uses: _Uses) -> None:
        own = self.own[method.id]
        for row in self.rows_of(method, event):
            role = row.member.role or ("foretell" if row.member.foretells else None)
            if role is not None:
                own.add(Effect(role, self._family(method, event, row)))
        if isinstance(event, Call | Read | Assign):
            for function in self.called_by(method, event):
                self._calls(method, site, event, function)
        match event:
            case Call():
                run = self.program.functions_run(method, event) if _is_waited_for(event, uses) else ()
                for function in run:  # whoever awaits that goes on with what comes of it, as after a call
                    self._calls(method, site, event, function)
                seen = bool(run or self.program.resolve(method, event).targets)
                for argument in event.arguments:
                    self._passes(method, argument.value, self._given if seen else self.referenced)
                own.update(Effect("ending", family) for family in self._given_to_an_ending(method, event))
            case Read():
                if self.program.functions_named(method, event.place):
                    given = self._is_given(method, uses.given.get(event.result, ()))
                    self._passes(method, event.place, self._given if given else self.referenced)
            case Assign():
                self._passes(method, event.value, self.referenced)
                node = self.program.node(method, event.target)
                if is_member(node) and node in self._tested:
                    own.add(Effect("write", node))
            case Raise():
                own.add(Effect("raise", ""))

    def _family(self, method: Method, event: Event, row: Row) -> str:
        """The family of the connection that an event concerns under a row; of none if it is not known."""
        subject = self.subject_of(event, row)
        if subject is None:
            return ""
        if isinstance(event, Call) and row.member.subject == "result":
            return self.program.family(self.program.node_made(method, event, row.member))
        return self.program.family(self.program.node(method, subject))

    def _given_to_an_ending(self, method: Method, call: Call) -> Iterator[str]:
        """The families of what a function is given, or called on, that nobody can see and that is named for ending
        things."""
        if says(call.name, self.program.apis.ending) and not self.program.resolve(method, call).known:
            for operand in (call.receiver, *(argument.value for argument in call.arguments)):
                for place in places_in(operand):
                    yield self.program.family(self.program.node(method, place))

    def _is_given(self, method: Method, calls: Sequence[Call]) -> bool:
        """Whether what is given to calls is given to the program's own functions."""
        return bool(calls) and all(self.program.resolve(method, call).targets for call in calls)

    def _calls(self, method: Method, site: Site, event: Call | Read | Assign, function: int) -> None:
        self.callees[method.id].add(function)
        self.callers.setdefault(function, []).append(Caller(site, event))

    def _passes(self, method: Method, operand: Operand, users: set[int]) -> None:
        """A function used as a value is put among `users`, and its effects count as those of who passes it on."""
        match operand:
            case Closure(function):
                id_ = self.program.index.function_ids[method.unit.path, function]
                self.referenced.add(id_)
                self.callees[method.id].add(id_)
            case str() if not is_temporary(operand):
                users.update(self.program.functions_named(method, operand))
            case Expr(_, operands):
                for part in operands:
                    self._passes(method, part, users)

    # --- closure over the call graph ---

    def _summed(self) -> _Sums:
        numbers: dict[Effect, int] = {}
        of_role: dict[str, int] = {}
        summed: list[int] = []
        shared: dict[int, int] = {}
        for number, component in enumerate(components(self.callees)):
            self.component.update((id_, number) for id_ in component)
            met = 0
            for id_ in component:
                for effect in self.own[id_]:
                    bit = 1 << numbers.setdefault(effect, len(numbers))
                    of_role[effect.role] = of_role.get(effect.role, 0) | bit
                    met |= bit
                for callee in self.callees[id_]:
                    if self.component[callee] != number:
                        met |= summed[self.component[callee]]
            summed.append(shared.setdefault(met, met))
        return _Sums(tuple(numbers), of_role, summed)


def _bits(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
