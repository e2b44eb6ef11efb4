"""What a path knows: values at nodes, and what open conditions have taught; how events change it.

Only what tells of the end, or may decide a branch, is kept: by so much paths are told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from sockslint.flow.model import Assign, Call, Const, Expr, Operand, Read, given_out, places_in
from sockslint.program.analyses import Analyses
from sockslint.program.calls import Resolution
from sockslint.program.index import Method
from sockslint.program.nodes import is_local, within
from sockslint.program.paths import Environment, Point, Question
from sockslint.program.relations import LENGTH, noted
from sockslint.program.values import EMPTY, OBJECT, UNKNOWN, State, Told, Value, known, told_unknown, weakened_all


class _Lesson(NamedTuple):
    """What is known of a node where an open condition holds, and where it does not; None if nothing."""

    node: str
    holds: Value | None
    fails: Value | None


#: Stands for what a condition teaches that has not been asked for yet.
_UNASKED = _Lesson("", None, None)


class Knowledge:
    """Changes what paths know, for one question. What it is given is never changed: each answer is a new state."""

    def __init__(self, analyses: Analyses, question: Question) -> None:
        self._analyses = analyses
        self._program = analyses.program
        self._question = question
        #: Whether only what tells of the end is kept, as there are too many states to tell apart.
        self.coarse = False
        #: The nodes of which some member has been known on some path.
        self._owners: set[str] = set()
        self._lessons: dict[tuple[int, int], _Lesson | None] = {}
        self._rewriting: dict[tuple[int, str, tuple[int, ...]], frozenset[str]] = {}

    def with_result(self, method: Method, event: Call | Read, state: Point, value: Value) -> Point:
        """The state after an event that yields a value."""
        return self.bind(method, state, self._program.node(method, event.result), value)

    def assigned(self, method: Method, event: Assign, state: Point, value: Value, *, same: bool = False) -> Point:
        """The state after a place was given a value, if not the `same` as it had (``data += b""``): how that is ordered
        to others is known still. A collection that something was put into is empty no longer."""
        owner, _, name = event.target.rpartition(".")
        if name == "[]":
            state = self._no_longer_empty(state, self._program.node(method, owner))
        node = self._program.node(method, event.target)
        after = self.bind(method, state, node, value)
        if not self.coarse and (equal := self._analyses.conditions.equated(method, event)) is not None:
            self.note_all(learnt := equal.learnt({}, holds=True))
            after = replace(after, environment=noted(after.environment, learnt))
        if not same or node not in self._owners or self.coarse:
            return after
        kept = {key: old for key, old in state.environment.items() if key.startswith(within(node))}
        return replace(after, environment={**after.environment, **kept}) if kept else after

    def bind(self, method: Method, state: Point, node: str, value: Value) -> Point:
        """The state with a new value at a node; only what tells of the end, or may decide a branch, is kept."""
        keep = value.told or (
            value.state is not State.UNKNOWN
            and not self.coarse
            and (
                node in self._analyses.conditions.decisive.get(method.outermost, ())
                or node in self._question.flags
                or (self._question.fails is not None and node in self._question.dependents)
            )
        )
        environment = state.environment
        stale = [each for each in self._analyses.conditions.answered_by.get(node, ()) if each in environment]
        if stale:
            environment = {key: old for key, old in environment.items() if key not in stale}
            state = replace(state, environment=environment)
        if node in self._owners and any(key.startswith(members := within(node)) for key in environment):
            environment = {key: old for key, old in environment.items() if not key.startswith(members)}
        elif not keep and node not in environment:
            return state
        else:
            environment = environment.copy()
        environment.pop(node, None)
        if keep:
            self.note(node)
            environment[node] = value
        return replace(state, environment=environment)

    @staticmethod
    def _no_longer_empty(state: Point, node: str) -> Point:
        if not state.environment.get(node, UNKNOWN).is_empty:
            return state
        environment = state.environment.copy()
        environment.pop(node)
        return replace(state, environment=environment)

    def stored(self, method: Method, call: Call, state: Point, values: list[Value]) -> Point:
        """The state after something was put into a collection: it is empty no longer, unless it got nothing."""
        names = self._program.apis.collections
        if not isinstance(call.receiver, str) or call.name not in names.stores | names.extends | names.pours:
            return state
        node = self._program.node(method, call.receiver)
        if not state.environment.get(node, UNKNOWN).is_empty:
            return state
        nothing = [value.told for value in values if value.holds_nothing]
        if nothing and call.name in names.extends | names.pours:
            return self.bind(method, state, node, Value(State.VACANT, None, max(nothing)))
        return self._no_longer_empty(state, node)

    def touched(self, method: Method, call: Call, state: Point) -> Point:
        """The state after a call of something unknown: what was empty, and is given to it, may be so no longer."""
        names = self._program.apis.collections
        if call.name in names.looks:
            return state
        operands: list[Operand | None] = [argument.value for argument in call.arguments]
        if call.name not in names.stores | names.extends | names.pours:  # what those do to it, `stored` knows
            operands.append(call.receiver)
        for operand in operands:
            for place in places_in(operand):
                node = self._program.node(method, place)
                held = state.environment.get(node, UNKNOWN)
                if held.is_void and not held.told:
                    state = self._no_longer_empty(state, node)
        return state

    def filled(self, method: Method, call: Call, state: Point, values: list[Value]) -> Point:
        """What is put into a local buffer or collection may be read back from it (``MemoryStream.Write``)."""
        state = self.stored(method, call, state, values)
        if not isinstance(call.receiver, str) or weakened_all(values) is Told.NO:
            return state
        node = self._program.node(method, call.receiver)
        names = self._program.apis.collections
        if call.name in names.looks or call.name in names.same_elements:
            return state
        if call.name in names.extends | names.pours and state.environment.get(node, UNKNOWN).is_empty:
            return state
        if not is_local(node) or state.environment.get(node, UNKNOWN).told:
            return state
        return self.bind(method, state, node, told_unknown(Told.IN_PART))

    def resized(self, method: Method, call: Call, state: Point) -> Point:
        """The state after a call that may have put something into what it is made on, or given, or taken it out."""
        sizes = {
            f"{node}{LENGTH}"
            for operand in (call.receiver, *(argument.value for argument in call.arguments))
            if isinstance(operand, str)
            for node in (self._program.node(method, operand),)
            if f"{node}{LENGTH}" in self._owners
        }
        return self._without(frozenset(sizes), state) if sizes else state

    def _without(self, nodes: frozenset[str], state: Point) -> Point:
        """The state with nothing known of some nodes."""
        known_here = {node for node in nodes if node in state.environment}
        for owner in nodes & self._owners:
            known_here.update(node for node in state.environment if node.startswith(within(owner)))
        if not known_here:
            return state
        environment = {node: value for node, value in state.environment.items() if node not in known_here}
        return replace(state, environment=environment)

    def unfollowed(self, method: Method, call: Call, resolution: Resolution, state: Point) -> Point:
        """The state after a call that is not followed: with nothing known of what it may give another value."""
        functions = tuple(target.function for target in resolution.targets)
        return self._without(self._rewritten(method, call, functions), state)

    def come_back(
        self, method: Method, event: Call | Read | Assign, function: int, state: Point, left: Environment
    ) -> Environment:
        """What is known after a function that was entered has come back: what it has left, and of the rest whatever it
        cannot have given another value."""
        return {**self._without(self._rewritten(method, event, (function,)), state).environment, **left}

    def _rewritten(self, method: Method, event: Call | Read | Assign, functions: tuple[int, ...]) -> frozenset[str]:
        """The nodes that an event may give another value, if nothing is known of how the functions end that it runs: of
        what a call is given to fill, and of what they, and those it is given, write to."""
        key = (method.outermost, event.result if isinstance(event, Call) else "", functions)
        found = self._rewriting.get(key)
        if found is None:
            given: set[str] = set()
            if isinstance(event, Call):
                given.update(self._program.node(method, place) for place in given_out(event))
                functions = (*functions, *self._program.functions_given(method, event))
            for function in functions:
                given.update(self._analyses.effects.targets(function, "write"))
                given.update(self._analyses.locals.written_from_within.get(function, ()))
            answered_by = self._analyses.conditions.answered_by
            found = self._rewriting[key] = frozenset(given).union(*(answered_by.get(each, ()) for each in given))
        return found

    def remembered(self, method: Method, block: int, condition: Operand, environment: Environment) -> bool | None:
        """Whether an open condition, a block's last, holds by what others have taught; None if they have not."""
        asked = self._analyses.conditions.relation(method, block, condition)
        return None if asked is None else asked.decided(environment)

    def refined(
        self, method: Method, block: int, condition: Operand, environment: Environment, holds: bool
    ) -> Environment:
        """What an open condition, a block's last, teaches about the place it tests."""
        if self.coarse:
            return environment
        lesson = self._lessons.get((method.id, block), _UNASKED)
        if lesson is _UNASKED:
            lesson = self._lessons[method.id, block] = self._lesson(method, condition)
        value = None if lesson is None else lesson.holds if holds else lesson.fails
        if lesson is not None and value is not None:
            self.note(lesson.node)
            told = environment.get(lesson.node, UNKNOWN).told
            return {**environment, lesson.node: replace(value, told=told) if told else value}
        asked = self._analyses.conditions.relation(method, block, condition)
        if asked is None:
            return environment
        self.note_all(learnt := asked.learnt(environment, holds=holds))
        return noted(environment, learnt)

    def _lesson(self, method: Method, condition: Operand) -> _Lesson | None:
        """What an open condition teaches either way, kept only if the place is tested elsewhere too."""
        tested = condition
        holds: Value | None = OBJECT
        fails: Value | None = EMPTY
        if isinstance(condition, Expr) and condition.op in ("==", "!=") and len(condition.operands) == 2:
            tested, constant = condition.operands
            if not isinstance(constant, Const):
                return None
            holds, fails = known(constant.value), _other_than(constant)
            if condition.op == "!=":
                holds, fails = fails, holds
        if not isinstance(tested, str):
            return None
        node = self._program.node(method, self._analyses.conditions.read_of(method, tested))
        # What is received into a place tells of it, too: that there is something says that it is not the end.
        if node not in self._question.dependents and (
            self._analyses.conditions.tested[method.outermost].get(node, 0) < 2
            or self._analyses.idle.weighed(method.outermost).get(node, 0) < 2
        ):
            return None
        return _Lesson(node, holds, fails)

    def knows_members(self, nodes: frozenset[str], environment: Environment) -> bool:
        """Whether a member of some node is known, and so may be forgotten with it."""
        if self._owners.isdisjoint(nodes):
            return False
        members = tuple(map(within, self._owners & nodes))
        return any(node.startswith(members) for node in environment)

    def note_all(self, nodes: Iterable[str]) -> None:
        """Something is known of these, as `note` says."""
        for node in nodes:
            self.note(node)

    def note(self, node: str) -> None:
        """Something is known of a node from now on, which may be a member of others."""
        owner = node.rpartition(".")[0]
        while owner and owner not in self._owners:
            self._owners.add(owner)
            owner = owner.rpartition(".")[0]


def _other_than(constant: Const) -> Value | None:
    """What is known of a value that is not this constant."""
    if constant.value is None:
        return OBJECT
    return known(not constant.value) if isinstance(constant.value, bool) else None
