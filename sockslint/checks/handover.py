"""Who else may settle what a function leaves open where it ends: whoever is told of it, whoever lent the connection."""

from __future__ import annotations

from collections.abc import Set

from sockslint.checks.callers import is_test
from sockslint.checks.context import Context
from sockslint.checks.uses import Use
from sockslint.flow.model import Call, Event, Raise, Read, Return, is_variable, root
from sockslint.program.apis import Row
from sockslint.program.conditions import Test
from sockslint.program.effects import Caller
from sockslint.program.index import Method, events_of
from sockslint.program.nodes import is_member
from sockslint.program.paths import Outcome
from sockslint.program.simulation import Simulation
from sockslint.program.typenames import parse
from sockslint.program.values import Told, Value, known

#: Bases that say nothing of what a class reads.
_SAYING_NOTHING = frozenset(("object", "ABC", "Generic", "Protocol"))
#: What an iterator's method raises at its end, by the method's name.
_ASKED_AGAIN = {"__next__": "StopIteration", "__anext__": "StopAsyncIteration"}
#: The least and the most that a receive of something yields: a test that tells 0 from neither tells nobody.
_COUNTS = known(1), known(2**31 - 1)


class Handover:
    """Tells of the outcomes of a receive's function, and of those above it, who has been told of them."""

    def __init__(self, context: Context, use: Use, simulation: Simulation) -> None:
        self._context = context
        self._use = use
        self._simulation = simulation

    def keeps_a_contract(self, method: Method) -> bool:
        """Whether a method overrides one of the platform's that tells the end in the same way (``Stream.Read``), or in
        Python one of a base that nobody sees, which by its name is such a one; or is an iterator's, which is asked
        again until it raises."""
        program = self._context.program
        if method.name in _ASKED_AGAIN and any(
            isinstance(event, Raise) and event.type == _ASKED_AGAIN[method.name] for event in events_of(method)
        ):
            return True
        if method.owner is None or method.name not in program.apis.receiving:
            return False
        if program.language == "python":
            return bool(self._rows_above(method)) or self._has_unknown_base(method.owner)
        return "override" in method.function.flags and bool(self._rows_above(method))

    def _has_unknown_base(self, owner: str) -> bool:
        """Whether some base of a type is neither the program's nor of a model's."""
        index = self._context.program.index
        return any(
            text.rpartition(".")[2].partition("[")[0] not in _SAYING_NOTHING
            and index.resolve(parse(text), unit, declaration.name) is None
            for base in index.ancestry(owner)
            if base in index.types
            for unit, declaration in index.types[base].declarations
            for text in declaration.bases
        )

    def _rows_above(self, method: Method) -> list[Row]:
        program = self._context.program
        assert method.owner is not None
        bases = [base for base in program.index.ancestry(method.owner) if base not in program.index.types]
        rows = [row for base in bases for row in program.apis.rows(base, method.name)]
        return [row for row in rows if row.member.end_of_stream is not None]

    def hands_on(self, method: Method, outcome: Outcome) -> bool:
        """Whether a method tells its callers: it raises after the test, or yields the receive's own result to anybody.
        What the callers at hand make of that is hardly a fault of the receive: there may be others."""
        if outcome.kind == "raise":
            return outcome.looked_at and not self._is_dropped(method, outcome)
        return outcome.value.told is Told.YES and "public" in method.function.flags

    def are_callers_known(self, outcome: Outcome) -> bool:
        """Whether the callers at hand are likely all whom a method's result is for, though it is public: in Python
        nearly everything is."""
        return outcome.kind == "return" and self._context.program.language == "python"

    def yields_as_is(self, caller: Caller) -> bool:
        """Whether a method that anybody may call returns nothing but what it gets from the call."""
        above = self._context.program.methods[caller.site.method]
        return (
            "public" in above.function.flags
            and isinstance(caller.event, Call)
            and any(isinstance(event, Return) and event.value == caller.event.result for event in events_of(above))
        )

    def is_told(self, method: Method, outcome: Outcome, chain: tuple[int, ...]) -> bool:
        """Whether whoever calls a function is told of the end, or what happened has nothing to do with it."""
        if self._left_where_seen(method, outcome, chain):
            return True
        if outcome.kind == "raise":
            return not self._is_dropped(method, outcome)
        answers = outcome.value.told or (outcome.looked_at and self._answers_by_objects(method, chain))
        return bool(answers) and method.id not in self._context.callbacks.unheard

    def _answers_by_objects(self, method: Method, chain: tuple[int, ...]) -> bool:
        """Whether a function answers, or passes on the answer of one below it, by objects that tell how it went."""
        shape, methods = self._context.analyses.shape, self._context.program.methods
        passes_on = any(isinstance(event, Return) and event.value is not None for event in events_of(method))
        return passes_on and any(shape(methods[id_]).answers_by_objects for id_ in (method.id, *chain))

    def _is_dropped(self, method: Method, outcome: Outcome) -> bool:
        """Whether an exception tells nobody of the end: it ends nothing but a thread, or comes of the end, and of
        nobody having looked at it. Under a host it may end a callback that a member's connection outlives."""
        effects = self._context.effects
        is_called = bool(effects.callers.get(method.id))
        if method.id in self._context.callbacks.ending_threads and not is_called:
            return True
        if outcome.exception not in self._simulation.raised_at_end:
            return False
        survives = self._context.program.language == "python" or self._context.callbacks.is_hosted(method.unit)
        outlives = survives and is_member(self._use.node or "")
        ends_callback = method.id in effects.referenced and not is_called
        return not outcome.looked_at or (ends_callback and outlives)

    def _left_where_seen(self, method: Method, outcome: Outcome, chain: tuple[int, ...]) -> bool:
        """Whether the end of the stream stands in an ``out`` parameter, or in a member or captured variable that a
        condition of others tests which can tell it from a receive of something. Where the platform itself put it, in
        the event args, does not count."""
        program, use = self._context.program, self._use
        out = {program.node(method, p.place) for p in method.function.parameters if p.mode in ("out", "ref")}
        own = program.node(use.method, use.event.place) if isinstance(use.event, Read) else None
        nests = program.index.nests
        here = {nest for id_ in chain if len(nests[nest := program.methods[id_].outermost]) == 1}
        return any(
            value.told is Told.YES and node != own and (node in out or self._is_seen(node, value, here))
            for node, value in outcome.fields
        )

    def _is_seen(self, node: str, value: Value, here: Set[int]) -> bool:
        """Whether a branch outside some nests tests a node, and may do something else where it holds the end of the
        stream than where it holds what was received."""
        tests = self._context.analyses.conditions.tests.get(node, ())
        return any(test.method.outermost not in here and self._tells(test, node, value) for test in tests)

    def _tells(self, test: Test, node: str, value: Value) -> bool:
        method, number, branch = test
        way = self._simulation.decided(method, branch.condition, {node: value})
        if way is None:
            return True
        if value.is_known and value.constant == 0:
            others = (self._simulation.decided(method, branch.condition, {node: count}) for count in _COUNTS)
            if all(other is way for other in others):
                return False
        shape = self._context.analyses.shape(method)
        successor = branch.then if way else branch.otherwise
        goes_on = not shape.loop(number) or successor in shape.loop(number)
        return not goes_on or bool(shape.graph.region(number, successor))

    def is_lent(self, method: Method) -> bool:
        """Whether somebody releases the connection when a function is done: whoever lent it, a test's fixture, whoever
        waits for the thread that ends with the function."""
        use, context = self._use, self._context
        if use.node is not None and context.program.is_lent(use.node):
            return True
        waited_for = context.callbacks.joined.get(method.id, ())
        return self._simulation.question.family in waited_for or self._is_lent_by_fixture(method)

    def _is_lent_by_fixture(self, method: Method) -> bool:
        """Whether a test that nobody in the program calls is given the connection, by a fixture that closes it, or has
        it in a member, which what is called after each test closes."""
        effects, program = self._context.effects, self._context.program
        if not is_test(method.unit.path) or effects.callers.get(method.id) or method.id in effects.referenced:
            return False
        if self._is_torn_down(method):
            return True
        places = [parameter.place for parameter in method.function.parameters]
        if method is self._use.method and root(self._use.subject or "") in places:
            return True
        return any(program.family(program.node(method, each)) == self._simulation.question.family for each in places)

    def _is_torn_down(self, method: Method) -> bool:
        """Whether a method of a test's class that nobody in the program calls either releases the connection."""
        effects, question = self._context.effects, self._simulation.question
        return method.owner is not None and any(
            other.owner == method.owner
            and other is not method
            and not effects.callers.get(other.id)
            and question.family in effects.targets(other.id, question.settled_by)
            for other in self._context.program.methods
        )

    def is_captured(self, method: Method) -> bool:
        """Whether a function around this one releases the connection, which it has lent it in a variable: when it ends
        itself."""
        inner = method.function
        while inner.parent is not None:
            around = self._context.program.methods[
                self._context.program.index.function_ids[method.unit.path, inner.parent]
            ]
            if any(self._releases_what_is_lent(around, event, method) for event in events_of(around)):
                return True
            inner = around.function
        return False

    def _releases_what_is_lent(self, around: Method, event: Event, method: Method) -> bool:
        """Whether an event of a function releases the connection, by a variable that one within it speaks of too."""
        if not isinstance(event, Call) or not isinstance(event.receiver, str) or not is_variable(root(event.receiver)):
            return False
        program, effects, question = self._context.program, self._context.effects, self._simulation.question
        variable = program.node(around, root(event.receiver))
        if method.id not in self._context.analyses.locals.mentions.get(variable, ()):
            return False
        resolution = program.resolve(around, event)
        if any(
            question.family in effects.targets(target.function, question.settled_by) for target in resolution.targets
        ):
            return True
        releases = any(row.member.role == question.settled_by for row in resolution.rows)
        return releases and program.family(program.node(around, event.receiver)) == question.family

    def is_deferred(self, outcome: Outcome, chain: tuple[int, ...]) -> bool:
        """Whether a member was written on the way by whose value somebody else who looks at it releases the
        connection; that the connection is there, in its own member, was so before and says nothing."""
        effects, simulation = self._context.effects, self._simulation
        written = {node for id_ in chain for node in effects.targets(id_, "write")}
        fields = dict(outcome.fields)
        return any(
            any(
                family == simulation.question.family and not _is_forgotten(fields.get(place))
                for family, place in deferral.releases
            )
            and deferral.method.id not in chain
            and simulation.decided(deferral.method, deferral.condition, fields) is deferral.holds
            for node in written & fields.keys()
            if self._context.program.family(node) != simulation.question.family
            for deferral in self._context.deferrals.get(node, ())
        )


def _is_forgotten(value: Value | None) -> bool:
    """Whether a place holds nothing any more: who releases what it holds releases nothing."""
    return value is not None and value.is_known and value.constant is None
