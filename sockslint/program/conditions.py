"""What the conditions of a program test: the nodes whose value may decide on a way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from sockslint.flow.model import (
    Assign,
    Branch,
    Call,
    Const,
    Event,
    Expr,
    Operand,
    Read,
    Return,
    given_out,
    is_temporary,
    is_variable,
    may_be_member,
    places_in,
    without_mark,
)
from sockslint.program.index import Method, conditions_of, events_of
from sockslint.program.link import Program
from sockslint.program.nodes import is_local, is_member, member_of, owner_and_name
from sockslint.program.relations import LENGTH, Relation, constant_side, number_side, relation
from sockslint.program.values import OBJECT, Value, known


class Test(NamedTuple):
    """A branch of a function, and the block that it ends."""

    method: Method
    block: int
    branch: Branch


class Conditions:
    """The conditions of all functions of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._asked_members: dict[int, frozenset[str]] = {}
        self._equated: dict[tuple[int, Expr], Relation | None] = {}
        self._relations: dict[tuple[int, int], Relation | None] = {}
        self._sums: dict[int, frozenset[str]] = {}
        self._calls: dict[int, dict[str, Call]] = {}
        self._given: dict[int, frozenset[str]] = {}
        self._compared: dict[int, Counter[tuple[str, str]]] = {}

    @cached_property
    def tested(self) -> dict[int, dict[str, int]]:
        """For each function nest, the nodes that conditions test, and how often."""
        found: dict[int, dict[str, int]] = {nest: Counter() for nest in self.program.index.nests}
        for node, tests in self.tests.items():
            for test in tests:
                found[test.method.outermost][node] += 1
        return found

    @cached_property
    def tested_in(self) -> Mapping[str, frozenset[int]]:
        """The nodes that some condition tests, each with the nests where that is."""
        return {node: frozenset(test.method.outermost for test in tests) for node, tests in self.tests.items()}

    @cached_property
    def tests(self) -> Mapping[str, Sequence[Test]]:
        """The branches that test a node, by the node."""
        found: dict[str, list[Test]] = {}
        for method in self.program.methods:
            for number, block in enumerate(method.function.blocks):
                if isinstance(block.exit, Branch):
                    for node in self._tested_by(method, block.exit.condition):
                        found.setdefault(node, []).append(Test(method, number, block.exit))
        return found

    @cached_property
    def decisive(self) -> dict[int, frozenset[str]]:
        """For each function nest, the nodes whose value may decide a branch: here, for the caller, or where a member is
        tested that it is written to."""
        found: dict[int, set[str]] = {nest: set(table) for nest, table in self.tested.items()}
        flows: dict[int, list[tuple[str, list[str]]]] = {}
        for method in self.program.methods:
            decisive = found.setdefault(method.outermost, set())
            for branch in conditions_of(method):
                decisive.update(self.program.node(method, place) for place in places_in(branch.condition))
            for block in method.function.blocks:
                for event in block.events:
                    match event:
                        case Return(_, value) if value is not None:
                            decisive.update(self.program.node(method, place) for place in places_in(value))
                        case Assign(_, target, value):
                            sources = [self.program.node(method, place) for place in places_in(value)]
                            flows.setdefault(method.outermost, []).append((self.program.node(method, target), sources))
                        case Call() if self._passes_emptiness(method, event):
                            operands = (event.receiver, *(argument.value for argument in event.arguments))
                            sources = [self.program.node(method, p) for each in operands for p in places_in(each)]
                            flows.setdefault(method.outermost, []).append(
                                (self.program.node(method, event.result), sources)
                            )
                        case Read(_, result, place):
                            pair = (self.program.node(method, result), [self.program.node(method, place)])
                            flows.setdefault(method.outermost, []).append(pair)
        for nest, pairs in flows.items():
            decisive = found.setdefault(nest, set())
            size = -1
            while size != len(decisive):
                size = len(decisive)
                for target, sources in pairs:
                    if target in decisive or target in self.tested_in:
                        decisive.update(sources)
        return {nest: frozenset(nodes) for nest, nodes in found.items()}

    def _passes_emptiness(self, method: Method, call: Call) -> bool:
        """Whether a call yields nothing where it is made on, or given, nothing, or tells whether it is."""
        return self.program.passes(call, self.program.resolve(method, call)).startswith(("emptiness:", "is_empty:"))

    @cached_property
    def constants(self) -> dict[str, Value]:
        """What the program's named constants stand for, by their nodes: C#'s ``const`` members, and what Python modules
        or classes write once under a name in capitals. A class of Python's exceptions is something, so true."""
        written: dict[str, list[Operand]] = {}
        for method in self.program.methods:
            for event in events_of(method):
                if isinstance(event, Assign) and self._names_a_constant(method, event.target):
                    written.setdefault(self.program.node(method, event.target), []).append(event.value)
        single = ((node, values[0]) for node, values in written.items() if len(values) == 1 and is_member(node))
        found = {node: known(value.value) for node, value in single if isinstance(value, Const)}
        if self.program.language == "python":
            classes = [name for name in self.program.apis.exceptions if "." not in name]
            paths = {method.unit.path for method in self.program.methods}
            return {member_of(path, name): OBJECT for path in paths for name in classes} | found
        return found

    def _names_a_constant(self, method: Method, target: str) -> bool:
        owner, _, name = target.rpartition(".")
        if self.program.language == "python":
            return without_mark(name).isupper()
        declared = self.program.index.types.get(method.owner or "")
        field = declared.fields.get(name) if declared is not None and owner == "this" else None
        return field is not None and "const" in field[1].flags

    def asked_members(self, method: Method) -> frozenset[str]:
        """The nodes of members whose value may decide what a function does, or what it answers."""
        found = self._asked_members.get(method.outermost)
        if found is None:
            decisive = self.decisive.get(method.outermost, frozenset())
            found = self._asked_members[method.outermost] = frozenset(filter(is_member, decisive))
        return found

    def count(self, conditions: Iterable[tuple[Method, Operand]]) -> dict[str, int]:
        """How often some conditions, each with its function, test which nodes."""
        return Counter(node for method, condition in conditions for node in self._tested_by(method, condition))

    def _tested_by(self, method: Method, condition: Operand) -> Iterator[str]:
        """The nodes that a condition tests, itself or by the answer of a function that it calls."""
        for place in places_in(condition):
            yield self.program.node(method, self.read_of(method, place))
            yield from self._answers.get((method.outermost, place), ())

    @cached_property
    def answering(self) -> Mapping[int, frozenset[str]]:
        """The functions that do nothing but answer by members (``bool IsOpen() => open;``), with the members' nodes."""
        found: dict[int, frozenset[str]] = {}
        for method in self.program.methods:
            asked: set[str] = set()
            for event in events_of(method):
                match event:
                    case Read(_, _, place):
                        asked.add(place)
                    case Assign(_, target, value) if is_variable(target):
                        asked.update(places_in(value))
                    case Return(_, value) if value is not None:
                        asked.update(places_in(value))
                    case _:
                        break
            else:
                nodes = (self.program.node(method, place) for place in asked)
                if members := frozenset(filter(is_member, nodes)):
                    found[method.id] = members
        return found

    @cached_property
    def answered_by(self) -> Mapping[str, frozenset[str]]:
        """The nodes of properties that do nothing but answer by a member (``bool IsOpen => open;``), by its node."""
        found: dict[str, set[str]] = {}
        for type_ in self.program.index.types.values():
            for name, functions in type_.accessors.items():
                for asked in frozenset[str]().union(*(self.answering.get(each, ()) for each in functions)):
                    found.setdefault(asked, set()).add(member_of(type_.key, name))
        return {node: frozenset(nodes) for node, nodes in found.items()}

    @cached_property
    def _answers(self) -> Mapping[tuple[int, str], Sequence[str]]:
        """The members by which calls are answered, by the nest and the result."""
        found: dict[tuple[int, str], Sequence[str]] = {}
        for method in self.program.methods if self.answering else ():
            for event in events_of(method):
                if isinstance(event, Call):
                    targets = self.program.resolve(method, event).targets
                    nodes = frozenset[str]().union(*(self.answering.get(t.function, ()) for t in targets))
                    if nodes:
                        found[method.outermost, event.result] = sorted(nodes)
        return found

    def relation(self, method: Method, block: int, condition: Operand) -> Relation | None:
        """The relation between locals, or a local and a number, that a block's condition asks for; None if it asks for
        another thing, or nothing in the nest asks once more how the same two are ordered."""
        key = (method.id, block)
        if key not in self._relations:
            found = relation(condition, partial(self._side, method))
            again = (
                found is not None
                and (
                    self._compared_in(method.outermost)[found.left, found.right] > 1
                    or self._is_summed_up(method, found)
                )
                and (not found.asks_type or found.left in self._given_for_good(method))  # it may be another thing then
            )
            self._relations[key] = found if again else None
        return self._relations[key]

    def summand(self, method: Method, event: Event) -> Operand | None:
        """What an assignment adds to what its place holds, or takes from it; None of any other event."""
        match event:
            case Assign(_, target, Expr("+" | "-", (str() as held, added))) if self.read_of(method, held) == target:
                return added
            case _:
                return None

    def _is_summed_up(self, method: Method, sides: Relation) -> bool:
        """Whether something is added to one of two sides, or taken from it, in its own place, if not a constant: by
        nothing more nothing changes, where a loop asks for their order once more."""
        return not self._summed(method.outermost).isdisjoint((sides.left.removesuffix(LENGTH), sides.right))

    def _summed(self, nest: int) -> frozenset[str]:
        found = self._sums.get(nest)
        if found is None:
            found = self._sums[nest] = frozenset(
                self.program.node(method, event.target)
                for method in self.program.index.nests[nest]
                for event in events_of(method)
                if isinstance(event, Assign) and not isinstance(self.summand(method, event), Const | None)
            )
        return found

    def equated(self, method: Method, event: Assign) -> Relation | None:
        """The relation that an assignment makes of two locals, that they are equal; None if nobody asks for it."""
        if (equation := _equation(event)) is None:
            return None
        key = (method.id, equation)
        if key not in self._equated:
            found = relation(equation, partial(self._side, method))
            asked = found is not None and self._compared_in(method.outermost)[found.left, found.right] > 0
            self._equated[key] = found if asked else None
        return self._equated[key]

    def _given_for_good(self, method: Method) -> frozenset[str]:
        """The nodes of parameters of a function that nothing in its nest gives another value."""
        if method.id not in self._given:
            nest = self.program.index.nests[method.outermost]
            written = {event.target for each in nest for event in events_of(each) if isinstance(event, Assign)}
            given = (parameter.place for parameter in method.function.given)
            self._given[method.id] = frozenset(self.program.node(method, each) for each in given if each not in written)
        return self._given[method.id]

    def _compared_in(self, nest: int) -> Counter[tuple[str, str]]:
        """How many conditions of a function nest ask for the order of which two sides; how many assignments make such
        two equal is added. Nothing is to be remembered where there is but one of all these."""
        if nest not in self._compared:
            methods = self.program.index.nests[nest]
            asked = Counter(self._sides((m, branch.condition) for m in methods for branch in conditions_of(m)))
            made = self._sides((m, each) for m in methods for each in map(_equation, events_of(m)) if each is not None)
            asked.update([sides for sides in made if sides in asked])
            self._compared[nest] = asked
        return self._compared[nest]

    def _sides(self, conditions: Iterable[tuple[Method, Operand]]) -> Iterator[tuple[str, str]]:
        """The sides of those of some conditions that are relations."""
        for method, condition in conditions:
            found = relation(condition, partial(self._side, method))
            if found is not None:
                yield found.left, found.right

    def _side(self, method: Method, operand: Operand) -> str | None:
        """A side of a comparison, as `relations` names it."""
        match operand:
            case Const():
                return number_side(operand)
            case Expr("len", (str() as place,)):
                node = self._local(method, place)
                return None if node is None else node + LENGTH
            case str():
                return self._local(method, operand) or self._steady(method, operand)
            case _:
                return None

    def _local(self, method: Method, place: str) -> str | None:
        """The node of a local that a condition speaks of. Most members may change behind any call."""
        read = self.read_of(method, place)
        node = self.program.node(method, read)
        return node if "." not in read and is_local(node) and not is_temporary(read) else None

    def _steady(self, method: Method, place: str) -> str | None:
        """A side that stays as it is: a member that is written to only where its owner is made, or a constant."""
        node = self.program.node(method, self.read_of(method, place))
        owner, name = owner_and_name(node)
        type_ = self.program.index.types.get(owner)
        if type_ is None:
            steady = self.program.language == "python" and name.isupper()
        else:
            steady = name in type_.fields and name not in type_.accessors and node not in self._rewritten_members
        return constant_side(node) if steady else None

    @cached_property
    def _rewritten_members(self) -> frozenset[str]:
        """The members that are given a value where their owner is not made."""
        return frozenset(
            self.program.node(method, place)
            for method in self.program.methods
            if method.function.kind not in ("constructor", "module")
            for event in events_of(method)
            if isinstance(event, Assign | Call)
            for place in (given_out(event) if isinstance(event, Call) else (event.target,))
            if may_be_member(place)
        )

    def read_of(self, method: Method, place: str) -> str:
        """What a temporary reads, if it is the result of a read; else the place itself."""
        return self._reads.get((method.outermost, place), place) if is_temporary(place) else place

    def call_of(self, method: Method, place: str) -> Call | None:
        """The call of a function that yields a temporary, if one does."""
        calls = self._calls.get(method.id)
        if calls is None:
            made = (event for event in events_of(method) if isinstance(event, Call))
            calls = self._calls[method.id] = {event.result: event for event in made}
        return calls.get(place)

    @cached_property
    def _reads(self) -> dict[tuple[int, str], str]:
        return {
            (method.outermost, event.result): event.place
            for method in self.program.methods
            for block in method.function.blocks
            for event in block.events
            if isinstance(event, Read)
        }


def _equation(event: Event) -> Expr | None:
    """What the assignment of one variable to another makes true; None of any other event."""
    match event:
        case Assign(_, target, str(value)) if is_variable(target) and is_variable(value):
            return Expr("==", (target, value))
        case _:
            return None
