"""Obligation: a call raises a duty on a connection, which every path must settle, here or up the callers.

Where the paths of a function end with the duty open, each caller answers for it at the call. It becomes a finding
where nobody is left: a callback, a thread's entry, a public function that nothing calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from sockslint.checks import completion, handling, ownership
from sockslint.checks.callers import Callers, is_test
from sockslint.checks.context import Case, Context, Use, end_of
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.model import Assign, Call, Expr, Read, Return, places_in, root
from sockslint.program.apis import Row
from sockslint.program.calls import Site
from sockslint.program.effects import Caller
from sockslint.program.evaluation import end_of_stream
from sockslint.program.index import Method, events_of
from sockslint.program.paths import FORGOTTEN, HANDED, Environment, Outcome, Outcomes, Question
from sockslint.program.simulation import Simulation
from sockslint.program.typenames import parse
from sockslint.program.values import OBJECT, Told, Value, known
from sockslint.rulebook.model import Obligation, Rule

#: Bases that say nothing of what a class reads.
_SAYING_NOTHING = frozenset(("object", "ABC", "Generic", "Protocol"))

MAX_CALLERS = 24
MAX_CALL_DEPTH = 6
#: How far up it is asked whether a receive is come to at all.
MAX_GUARDED = 2

#: Where C# programs begin and end.
ENTRY_POINT = "Main"

#: Which of several faults of one receive is told.
_ORDER = ("spin", "rearm", "not-closed", "ignored")


class _Fault(NamedTuple):
    """A way in which the obligation is left open."""

    kind: str
    doubt: int
    steps: tuple[Step, ...]


def cases(context: Context, rule: Rule) -> list[Case]:
    """The findings of a rule of this form, a case for each use where paths are followed: one a site, the clearest of
    its faults."""
    obligation = rule.header.obligation
    assert obligation is not None
    if obligation.raised_by == "begin":
        return [partial(completion.check, context, rule)]
    if obligation.owes == "handling":
        return [partial(handling.check, context, rule, obligation)]
    if obligation.raised_by == "make":
        return ownership.cases(context, rule, obligation)
    if obligation.raised_by == "entrust":
        return [partial(ownership.check_entrusted, context, rule, obligation)]
    uses = _failing(context, obligation) if obligation.on == "failure" else _ending(context, obligation)
    judged = (use for use in _first_reads(uses) if not context.is_expected_to_fail(use))
    return [partial(_check, context, rule, obligation, use) for use in judged]


def _check(context: Context, rule: Rule, obligation: Obligation, use: Use) -> list[Finding]:
    with context.isolated(rule, use):
        judgement = _Judgement(context, obligation, use)
        faults = judgement.faults()
        if judgement.simulation.gave_up and not faults:
            context.give_up(rule, use)
        if faults:
            fault = min(faults, key=lambda each: (each.doubt, _ORDER.index(each.kind), len(each.steps)))
            confidence = Confidence(max(Confidence.HIGH - fault.doubt, Confidence.LOW))
            return [context.finding(rule, use, fault.kind, confidence, fault.steps)]
    return []


def _first_reads(uses: Iterable[Use]) -> Iterator[Use]:
    """A property tells the same count each time that it is read: the first read stands for all."""
    counted: set[tuple[int, str]] = set()
    for use in uses:
        if isinstance(use.event, Read):
            if (use.method.id, use.event.place) in counted:
                continue
            counted.add((use.method.id, use.event.place))
        yield use


def _ending(context: Context, obligation: Obligation) -> list[Use]:
    """The uses of a role that yield the end of a stream."""
    receives = [use for use in context.every if use.member.role == obligation.raised_by and _raises(context, use)]
    return [use for use in receives if not _is_read_before(context, use, receives)]


def _is_read_before(context: Context, use: Use, receives: Sequence[Use]) -> bool:
    """Whether a count is read once more, of event args that all callers have read it of: that is no other receive, and
    is come to with what they have made of the count."""
    callers = context.effects.callers.get(use.method.id, ())
    if not isinstance(use.event, Read) or not callers or use.method.id in context.effects.referenced:
        return False
    family = context.program.family(use.node or "")
    readers = {
        each.method.id
        for each in receives
        if each.method is not use.method and each.node is not None and context.program.family(each.node) == family
    }
    return all(caller.site.method in readers for caller in callers)


def _raises(context: Context, use: Use) -> bool:
    """Whether a use is a receive on a connection, whose stream can end there."""
    if use.node is None or use.member.end_of_stream is None or not context.is_connection(use):
        return False
    if context.expects_datagrams(use):
        return False
    return context.program.kind(use.node) != "event_args" or _handles_receive(context, use)


def _failing(context: Context, obligation: Obligation) -> list[Use]:
    """The uses that tell of a receive's failure: calls that raise, and what shows it in event args read by a handler.

    Handshakes and their like, which yield no end of a stream, are no receives.
    """
    receives = _ending(context, obligation)
    handled = {(use.method.id, use.node) for use in receives if isinstance(use.event, Read)}
    return [
        *(use for use in receives if isinstance(use.event, Call) and context.exceptions_of(use)),
        *(
            use
            for use in context.every
            if use.member.at_failure is not None and use.member.role is None and (use.method.id, use.node) in handled
        ),
    ]


def _handles_receive(context: Context, use: Use) -> bool:
    """Whether event args are read by a handler of receives: senders and acceptors read the same count."""
    begun = context.begun_for(use)
    if begun and "receive.begin" not in begun:
        return False
    name = use.method.name.lower()  # one handler may stand for both, and call one method for each
    return "send" not in name or "rec" in name


def _surest_first(outcomes: Outcomes) -> list[Outcome]:
    return sorted(outcomes.unsettled, key=lambda outcome: outcome.doubt)


class _Judgement:
    """Follows one receive through its function and up the callers."""

    def __init__(self, context: Context, obligation: Obligation, use: Use) -> None:
        self.context = context
        self.use = use
        self.callers = Callers(context, use)
        program = context.program
        assert use.node is not None and obligation.owes != "completion" and obligation.owes != "handling"
        question = Question(
            family=program.family(use.node),
            loose=program.kind(use.node) == "event_args",
            settled_by=obligation.owes,
            broken_by=tuple(obligation.broken_by),
            ends=obligation.on == "end_of_stream",
            fails=next(iter(context.exceptions_of(use)), "") if obligation.on == "failure" else None,
            flags=self._flags(use),
            dependents=self._dependents(use),
        )
        self.simulation = Simulation(context.analyses, question)
        self._answered: set[object] = set()
        self._faults: list[_Fault] = []
        #: Whether some path leaves the release to who looks at a member.
        self._deferred = False

    def _flags(self, use: Use) -> frozenset[str]:
        """The members that the receive's function and its callers test, or somebody who releases the connection."""
        effects, tested = self.context.effects, self.context.analyses.conditions.tested
        nests = {use.method.outermost}
        for caller in effects.callers.get(use.method.id, ())[:MAX_CALLERS]:
            nests.add(self.context.program.methods[caller.site.method].outermost)
        near = {node for nest in nests for node in tested.get(nest, ()) if "::" in node}
        family = self.context.program.family(use.node or "")
        deferred = (
            node
            for node, deferrals in self.context.deferrals.items()
            if any(family == released for deferral in deferrals for released, _ in deferral.releases)
        )
        return frozenset(near.union(deferred))

    def _dependents(self, use: Use) -> frozenset[str]:
        """The places of the receive's function that its result flows into."""
        if not isinstance(use.event, Call | Read):
            return frozenset()
        node = self.context.program.node
        found = {node(use.method, use.event.result)}
        size = 0
        while size != len(found):
            size = len(found)
            for event in events_of(use.method):
                if isinstance(event, Assign) and any(node(use.method, p) in found for p in places_in(event.value)):
                    found.add(node(use.method, event.target))
        return frozenset(found)

    def faults(self) -> list[_Fault]:
        """All ways in which the connection is left open after the end of its stream, or its failure."""
        if self.simulation.question.fails is not None:
            found = self._faults_of_failure()
        else:
            found = self._faults_of_end()
            if found and not self._is_called(self.use.method, MAX_GUARDED):
                found = self._endless()
        if found and self._is_a_task():  # whoever awaits that has the result
            return [each._replace(doubt=2) for each in found]
        if self._deferred:  # the paths that do not are those on which it has been noted already
            return [each._replace(doubt=2) if each.kind in ("not-closed", "ignored") else each for each in found]
        return found

    def _is_a_task(self) -> bool:
        """Whether a task is made of the receive, and its result asked of others than the task by its name
        (``pending = create_task(reader.read(9))``, then ``for each in done``)."""
        receive = self.use.event
        if self.context.program.language != "python" or not isinstance(receive, Call) or receive.awaited:
            return False
        if self.use.member.io != "async":
            return False
        events = list(events_of(self.use.method))
        tasks = {
            event.result
            for event in events
            if isinstance(event, Call)
            and not event.awaited
            and any(argument.value == receive.result for argument in event.arguments)
        }
        named = {event.target for event in events if isinstance(event, Assign) and event.value in tasks}
        asked = (
            event.receiver if isinstance(event, Call) else event.value
            for event in events
            if isinstance(event, Call | Assign)
        )
        awaited = {Expr("await", (name,)) for name in named}
        return bool(named) and not any(each in named or each in awaited for each in asked)

    def _endless(self) -> list[_Fault]:
        """What goes wrong though there is something to receive (``Available > 0``) when the receive is come to first:
        the stream may end in a later turn of a loop that does not ask again."""
        span = self.use.span
        return [fault for fault in self._faults if fault.kind == "spin" and fault.steps[-1].span == span]

    def _is_called(self, method: Method, depth: int) -> bool:
        """Whether a function is called at all when the stream has ended; not so where all who do look first whether
        there is anything to receive (``Available > 0``)."""
        effects, methods = self.context.effects, self.context.program.methods
        callers = self.callers.of(method)[:MAX_CALLERS]
        if not callers or depth == 0 or method.id in effects.referenced:
            return True
        family = self.simulation.question.family
        return any(
            self.context.is_reached_at_the_end(caller.site, family)
            and self._is_called(methods[caller.site.method], depth - 1)
            for caller in callers
        )

    def _faults_of_end(self) -> list[_Fault]:
        use = self.use
        value = end_of_stream(use.member, self.context.program.language)
        if value is None:
            return []
        first = Step(use.method.unit.path, use.span, "yields end-of-stream when the peer closes")
        is_reached = False
        for given in self.callers.constants_given():
            starts = self.simulation.before(use.site, given)
            is_reached = is_reached or bool(starts)
            for before in starts or [given or {}]:
                environment = {**before, **self._environment()}
                outcomes = self.simulation.after(use.site, environment, (first,), 0, frozenset((use.site,)))
                for outcome in _surest_first(outcomes):
                    self._answer(use.method, outcome, given)
        return self._faults if is_reached else self._endless()

    def _faults_of_failure(self) -> list[_Fault]:
        use, simulation = self.use, self.simulation
        first = Step(use.method.unit.path, use.span, "fails when the peer resets the connection")
        if isinstance(use.event, Call):
            result = simulation.question.dependents
            for given in self.callers.constants_given():
                for before in simulation.before(use.site, given):
                    # What the result would have gone to keeps its old value, which tells of the failure then.
                    told = {n: replace(v, told=Told.YES) if n in result else v for n, v in before.items()}
                    for outcome in simulation.after_failure(use.site, told, (first,)).unsettled:
                        self._answer(use.method, outcome, given)
        else:
            site = self._first_sign()
            for outcome in simulation.after(site._replace(at=site.at - 1), {}, (first,), 0, frozenset()).unsettled:
                self._answer(use.method, replace(outcome, looked_at=True), None)
        return self._faults

    def _first_sign(self) -> Site:
        """Where the receive's function first reads what a failure shows in."""
        return min(
            (
                each.site
                for each in self.context.every
                if each.method is self.use.method
                and each.node == self.use.node
                and each.member.at_failure is not None
                and each.span.start <= self.use.span.start
            ),
            key=lambda site: self._position(site),
        )

    def _position(self, site: Site) -> int:
        return self.use.method.function.blocks[site.block].events[site.at].span.start

    def _environment(self) -> Environment:
        """What is known right after the receive."""
        program, use = self.context.program, self.use
        value = end_of_stream(use.member, program.language)
        assert value is not None and use.node is not None
        environment = {use.node: OBJECT}
        if isinstance(use.event, Call | Read):
            environment[program.node(use.method, use.event.result)] = value
        if isinstance(use.event, Read):
            environment[program.node(use.method, use.event.place)] = value
        if isinstance(use.event, Call):
            for argument in use.event.arguments:
                if argument.mode == "out" and isinstance(argument.value, str):
                    environment[program.node(use.method, argument.value)] = known("Success")
        return environment

    def _answer(self, method: Method, outcome: Outcome, given: Environment | None, chain: tuple[int, ...] = ()) -> None:
        """An outcome at a function's exit: its callers answer for it, or nobody does. `chain` are those below it; of
        the receive's own function those answer that have given it these constants, if not None."""
        if outcome.kind in ("spin", "rearm"):
            self._fault(outcome.kind, outcome, outcome.trail)
            return
        if outcome.kind == "lost":
            self._fault("not-closed" if outcome.looked_at else "ignored", outcome, outcome.trail)
            return
        constants = None if given is None else tuple(given.items())
        key = (method.id, constants, outcome.kind, outcome.value, outcome.exception, outcome.fields)
        if key in self._answered:
            return
        self._answered.add(key)
        returns = outcome.kind == "return" and self.simulation.question.ends  # a short count is an answer
        if (outcome.value.told or returns) and self._keeps_a_contract(method):
            return
        forgotten = outcome.notes(FORGOTTEN)  # whoever is told has nothing to close
        if outcome.kind == "raise" and self.simulation.question.fails is not None and not forgotten:
            return  # the failure is told as such
        if self._hands_on(method, outcome) and not forgotten:
            outcome = replace(outcome, doubt=outcome.doubt + 2)
        chain = (*chain, method.id)
        callers = self.callers.first(method, chain)
        if outcome.value.told is Told.YES and any(self._yields_as_is(caller) for caller in callers):
            outcome = replace(outcome, doubt=outcome.doubt + 2)  # the core of a method that anybody may call
        if not callers or (method.id in self.context.effects.referenced and method.function.parent is None):
            self._end_of_the_line(method, outcome, chain)
        if len(chain) > MAX_CALL_DEPTH:
            return
        answering = callers if given is None else [each for each in callers if self.callers.constants_of(each) == given]
        for caller in answering[:MAX_CALLERS]:
            above = self.context.program.methods[caller.site.method]
            step = Step(above.unit.path, caller.event.span, f"{method.name} comes back here")
            outcomes = self.simulation.after_call(
                caller.site, caller.event, replace(outcome, trail=(*outcome.trail, step))
            )
            for following in _surest_first(outcomes):
                far = replace(following, doubt=following.doubt + 1) if len(chain) in (3, 5) else following
                self._answer(above, far, None, chain)

    def _keeps_a_contract(self, method: Method) -> bool:
        """Whether a method overrides one of the platform's that tells the end in the same way (``Stream.Read``), or in
        Python one of a base that nobody sees, which by its name is such a one."""
        program = self.context.program
        if method.owner is None or method.name not in program.apis.receiving:
            return False
        if program.language == "python":
            return bool(self._rows_above(method)) or self._has_unknown_base(method.owner)
        return "override" in method.function.flags and bool(self._rows_above(method))

    def _has_unknown_base(self, owner: str) -> bool:
        """Whether some base of a type is neither the program's nor of a model's."""
        index = self.context.program.index
        return any(
            text.rpartition(".")[2].partition("[")[0] not in _SAYING_NOTHING
            and index.resolve(parse(text), unit, declaration.name) is None
            for base in index.ancestry(owner)
            if base in index.types
            for unit, declaration in index.types[base].declarations
            for text in declaration.bases
        )

    def _hands_on(self, method: Method, outcome: Outcome) -> bool:
        """Whether a method tells its callers: it raises after the test, or yields the receive's own result to anybody.
        What the callers at hand make of that is hardly a fault of the receive: there may be others."""
        if outcome.kind == "raise":
            return outcome.looked_at and not self._is_dropped(method, outcome)
        return outcome.value.told is Told.YES and "public" in method.function.flags

    def _yields_as_is(self, caller: Caller) -> bool:
        """Whether a method that anybody may call returns nothing but what it gets from the call."""
        above = self.context.program.methods[caller.site.method]
        return (
            "public" in above.function.flags
            and isinstance(caller.event, Call)
            and any(isinstance(event, Return) and event.value == caller.event.result for event in events_of(above))
        )

    def _rows_above(self, method: Method) -> list[Row]:
        program = self.context.program
        assert method.owner is not None
        bases = [base for base in program.index.ancestry(method.owner) if base not in program.index.types]
        rows = [row for base in bases for row in program.apis.rows(base, method.name)]
        return [row for row in rows if row.member.end_of_stream is not None]

    def _end_of_the_line(self, method: Method, outcome: Outcome, chain: tuple[int, ...]) -> None:
        """Nobody is left to settle it, unless the function tells its unknown caller."""
        if not outcome.notes(FORGOTTEN) and self._is_told(method, outcome, chain):
            return
        is_program = method.name == ENTRY_POINT or method.function.kind == "module"
        if self.simulation.question.fails is not None and is_program:
            return  # the process ends, and the connection with it
        if self.use.node is not None and self.context.program.is_lent(self.use.node):
            return  # whoever lent it releases it when the function is done
        if self._is_lent_by_fixture(method) or self.simulation.question.family in self.context.joined.get(
            method.id, ()
        ):
            return  # a fixture closes it, or whoever waits for the thread that ends here
        self._deferred = self._deferred or (outcome.looked_at and self._is_deferred(outcome, chain))
        if outcome.notes(HANDED) or self._is_captured(method):
            outcome = replace(outcome, doubt=outcome.doubt + 2)
        subject = self.context.shown_connection(self.use)
        how = "ends by an exception" if outcome.kind == "raise" else "ends"
        last = end_of(method, f"{method.name} {how}, and {subject} is still open")
        self._fault("not-closed" if outcome.looked_at else "ignored", outcome, (*outcome.trail, last))

    def _is_told(self, method: Method, outcome: Outcome, chain: tuple[int, ...]) -> bool:
        """Whether whoever calls a function is told of the end, or what happened has nothing to do with it."""
        if outcome.value.told or self._left_where_seen(method, outcome):
            return True
        if outcome.kind == "raise":
            return not self._is_dropped(method, outcome)
        return outcome.looked_at and self._answers_by_objects(method, chain)

    def _answers_by_objects(self, method: Method, chain: tuple[int, ...]) -> bool:
        """Whether a function answers, or passes on the answer of one below it, by objects that tell how it went."""
        shape, methods = self.context.analyses.shape, self.context.program.methods
        passes_on = any(isinstance(event, Return) and event.value is not None for event in events_of(method))
        return passes_on and any(shape(methods[id_]).answers_by_objects for id_ in (method.id, *chain))

    def _is_dropped(self, method: Method, outcome: Outcome) -> bool:
        """Whether an exception comes of the end, and of nobody having looked at it, or ends a thread of Python's that a
        member's connection outlives."""
        if outcome.exception not in self.simulation.raised_at_end:
            return False
        effects = self.context.effects
        ends_thread = method.id in effects.referenced and not effects.callers.get(method.id)
        outlives = self.context.program.language == "python" and "::" in (self.use.node or "")
        return not outcome.looked_at or (ends_thread and outlives)

    def _is_lent_by_fixture(self, method: Method) -> bool:
        """Whether a test that nobody in the program calls is given the connection, by a fixture that closes it."""
        effects, program = self.context.effects, self.context.program
        if not is_test(method.unit.path) or effects.callers.get(method.id) or method.id in effects.referenced:
            return False
        places = [parameter.place for parameter in method.function.parameters]
        if method is self.use.method and root(self.use.subject or "") in places:
            return True
        return any(program.family(program.node(method, each)) == self.simulation.question.family for each in places)

    def _is_captured(self, method: Method) -> bool:
        """Whether a function around this one, whose variable the connection is in, releases it: when it ends itself."""
        index, effects = self.context.program.index, self.context.effects
        inner = method.function
        while inner.parent is not None and "|" in (self.use.node or ""):
            around = index.function_ids[method.unit.path, inner.parent]
            for effect in effects.own[around]:
                if effect.role == "release" and effect.target == self.simulation.question.family:
                    return True
            inner = method.unit.functions[inner.parent]
        return False

    def _is_deferred(self, outcome: Outcome, chain: tuple[int, ...]) -> bool:
        """Whether a member was written on the way by whose value somebody else who looks at it releases the
        connection; that the connection is there, in its own member, was so before and says nothing."""
        effects, simulation = self.context.effects, self.simulation
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
            if self.context.program.family(node) != simulation.question.family
            for deferral in self.context.deferrals.get(node, ())
        )

    def _left_where_seen(self, method: Method, outcome: Outcome) -> bool:
        """Whether the end of the stream stands in a member or captured variable that some condition tests, or in an
        ``out`` parameter. Where the platform itself put it, in the event args, does not count."""
        program, use = self.context.program, self.use
        out = {program.node(method, p.place) for p in method.function.parameters if p.mode in ("out", "ref")}
        own = program.node(use.method, use.event.place) if isinstance(use.event, Read) else None
        tested = self.context.analyses.conditions.tested_anywhere
        return any(
            value.told is Told.YES and node != own and (node in out or node in tested) for node, value in outcome.fields
        )

    def _fault(self, kind: str, outcome: Outcome, steps: tuple[Step, ...]) -> None:
        self._faults.append(_Fault(kind, min(outcome.doubt, 2), steps))


def _is_forgotten(value: Value | None) -> bool:
    """Whether a place holds nothing any more: who releases what it holds releases nothing."""
    return value is not None and value.is_known and value.constant is None
