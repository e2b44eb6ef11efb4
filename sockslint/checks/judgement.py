"""The judgement of one receive: its paths are followed to the exit of its function, and up the callers from there.

Each caller answers, at its call, for what reaches the function's exit with the obligation open. Where nobody is left,
in a callback, a thread's entry, a public function that nothing calls, it is a fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sockslint.checks.callbacks import ENTRY_POINTS
from sockslint.checks.callers import Callers
from sockslint.checks.context import Context
from sockslint.checks.handover import Handover
from sockslint.checks.reporting import end_of
from sockslint.checks.uses import Use
from sockslint.findings import Step
from sockslint.flow.model import Assign, Branch, Call, Event, Expr, Read, places_in
from sockslint.program.calls import Site
from sockslint.program.effects import Caller
from sockslint.program.evaluation import end_of_stream
from sockslint.program.index import Method, events_of
from sockslint.program.nodes import is_member
from sockslint.program.paths import FORGOTTEN, HANDED, Environment, Outcome, Outcomes, Question
from sockslint.program.simulation import Simulation
from sockslint.program.slices import Handed, forward_slice
from sockslint.program.values import OBJECT, Told, known
from sockslint.rulebook.model import Member, Obligation

MAX_CALLERS = 24
MAX_CALL_DEPTH = 6
#: How far up it is asked whether a receive is come to at all.
MAX_GUARDED = 2


class Fault(NamedTuple):
    """A way in which the obligation is left open."""

    kind: str
    doubt: int
    steps: tuple[Step, ...]


def _question(context: Context, obligation: Obligation, use: Use) -> Question:
    """What is asked about the connection of a receive."""
    program = context.program
    assert use.node is not None and obligation.owes != "completion" and obligation.owes != "handling"
    return Question(
        family=program.family(use.node),
        loose=program.kind(use.node) == "event_args",
        settled_by=obligation.owes,
        broken_by=tuple(obligation.broken_by),
        ends=obligation.on == "end_of_stream",
        fails=next(iter(context.uses.exceptions_of(use)), "") if obligation.on == "failure" else None,
        flags=_flags(context, use),
        dependents=_dependents(context, use),
    )


def _flags(context: Context, use: Use) -> frozenset[str]:
    """The members that the receive's function and its callers test, or somebody who releases the connection."""
    effects, tested = context.effects, context.analyses.conditions.tested
    nests = {use.method.outermost}
    for caller in effects.callers.get(use.method.id, ())[:MAX_CALLERS]:
        nests.add(context.program.methods[caller.site.method].outermost)
    near = {node for nest in nests for node in tested.get(nest, ()) if is_member(node)}
    family = context.program.family(use.node or "")
    deferred = (
        node
        for node, deferrals in context.deferrals.items()
        if any(family == released for deferral in deferrals for released, _ in deferral.releases)
    )
    return frozenset(near.union(deferred))


def _dependents(context: Context, use: Use) -> frozenset[str]:
    """The places of the receive's function that its result flows into, or is gathered in."""
    if not isinstance(use.event, Call | Read):
        return frozenset()
    program, collections = context.program, context.program.apis.collections
    gathers = collections.stores | collections.extends | collections.pours

    def carried(event: Event) -> Handed | None:
        match event:
            case Assign(_, target, value):
                return target, (value,)
            case Call(receiver=str(target)) if event.name in gathers:
                return target, [argument.value for argument in event.arguments]
            case _:
                return None

    return forward_slice(program, (use.method,), program.node(use.method, use.event.result), carried).held


def _how_it_ends(member: Member) -> str:
    """What is told of a receive when the stream ends."""
    if member.raises_at_end is not None:
        return f"raises {member.raises_at_end.rpartition('.')[2]} when the peer closes"
    reads_on = member.end_of_stream == "rest"
    return "reads until the peer closes" if reads_on else "yields end-of-stream when the peer closes"


def _surest_first(outcomes: Outcomes) -> list[Outcome]:
    return sorted(outcomes.unsettled, key=lambda outcome: outcome.doubt)


class Judgement:
    """Follows one receive through its function and up the callers."""

    def __init__(self, context: Context, obligation: Obligation, use: Use) -> None:
        self.context = context
        self.use = use
        self.callers = Callers(context, use)
        self.simulation = Simulation(context.analyses, _question(context, obligation, use))
        self._handover = Handover(context, use, self.simulation)
        #: Whether those outcomes that have been asked about leave the connection open.
        self._answered: dict[object, bool] = {}
        self._faults: list[Fault] = []
        #: Whether some path leaves the release to who looks at a member.
        self._deferred = False

    def faults(self) -> list[Fault]:
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

    def _endless(self) -> list[Fault]:
        """What goes wrong though there is something to receive (``Available > 0``) when the receive is come to first:
        the stream may end in a later turn of a loop that does not ask again."""
        graph, block = self.context.analyses.shape(self.use.method).graph, self.use.site.block
        if graph.in_cycle(block) and not graph.in_cycle(block, without=self._counting_what_is_there() - {block}):
            return []
        span = self.use.span
        return [fault for fault in self._faults if len(fault.steps) > 1 and fault.steps[-1].span == span]

    def _counting_what_is_there(self) -> frozenset[int]:
        """The blocks of the receive's function that end by asking how much there was to receive, by the name of that
        (``n = socket.Available``)."""
        method, rows_of = self.use.method, self.context.effects.rows_of
        asked = {
            event.result
            for event in events_of(method)
            if isinstance(event, Read) and any(row.member.foretells for row in rows_of(method, event))
        }
        named = {event.target for event in events_of(method) if isinstance(event, Assign) and event.value in asked}
        return frozenset(
            number
            for number, block in enumerate(method.function.blocks)
            if isinstance(block.exit, Branch) and not named.isdisjoint(places_in(block.exit.condition))
        )

    def _is_called(self, method: Method, depth: int) -> bool:
        """Whether a function is called at all when the stream has ended; not so where all who do look first whether
        there is anything to receive (``Available > 0``)."""
        effects, methods = self.context.effects, self.context.program.methods
        callers = [each for each in self.callers.of(method)[:MAX_CALLERS] if each.site.method != method.id]
        if not callers or depth == 0 or method.id in effects.referenced:
            return True
        return any(
            self.simulation.before(caller.site) and self._is_called(methods[caller.site.method], depth - 1)
            for caller in callers
        )

    def _faults_of_end(self) -> list[Fault]:
        use = self.use
        if use.member.end_of_stream is None and use.member.raises_at_end is None:
            return []
        first = Step(use.method.unit.path, use.span, _how_it_ends(use.member))
        is_reached = False
        for given in self.callers.constants_given():
            starts = self.simulation.before(use.site, given)
            is_reached = is_reached or bool(starts)
            for before in starts or [given or {}]:
                for outcome in self._after_end(before, first):
                    self._answer(use.method, outcome, given)
        return self._faults if is_reached else self._endless()

    def _after_end(self, before: Environment, first: Step) -> list[Outcome]:
        """The outcomes of the receive's function when the stream has ended, the surest first."""
        use, simulation = self.use, self.simulation
        if use.member.raises_at_end is not None:
            return _surest_first(
                simulation.after_failure(use.site, self._kept(before), (first,), use.member.raises_at_end)
            )
        environment = {**before, **self._environment()}
        outcomes = _surest_first(simulation.after(use.site, environment, (first,), frozenset((use.site,))))
        if use.member.end_of_stream != "rest":
            return outcomes
        # It was waited for: no test is needed, and whoever is given the rest knows.
        return [replace(each, looked_at=True) for each in outcomes if each.kind != "return" or not each.value.told]

    def _kept(self, before: Environment) -> Environment:
        """What is known where the receive has raised: what its result would have gone to keeps its old value, which
        tells of that then."""
        result = self.simulation.question.dependents
        return {node: replace(value, told=Told.YES) if node in result else value for node, value in before.items()}

    def _faults_of_failure(self) -> list[Fault]:
        use, simulation = self.use, self.simulation
        first = Step(use.method.unit.path, use.span, "fails when the peer resets the connection")
        if isinstance(use.event, Call):
            fails = simulation.question.fails
            for given in self.callers.constants_given():
                for before in simulation.before(use.site, given):
                    for outcome in simulation.after_failure(use.site, self._kept(before), (first,), fails).unsettled:
                        self._answer(use.method, outcome, given)
        else:
            site = self._first_sign()
            for outcome in simulation.after(site._replace(at=site.at - 1), {}, (first,), frozenset()).unsettled:
                self._answer(use.method, replace(outcome, looked_at=True), None)
        return self._faults

    def _first_sign(self) -> Site:
        """Where the receive's function first reads what a failure shows in."""
        return min(
            (
                each.site
                for each in self.context.uses.every
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

    def _answer(
        self,
        method: Method,
        outcome: Outcome,
        given: Environment | None,
        chain: tuple[int, ...] = (),
        *,
        yielded: bool = False,
    ) -> bool:
        """Whether an outcome at a function's exit leaves the connection open: its callers answer for it, or nobody.

        `chain` are the functions below it; of the receive's own those callers answer that have given it these
        constants, if not None. `yielded` says that one below has yielded the receive's result: that a caller goes round
        with it is less sure than that it ends.
        """
        if outcome.kind in ("spin", "rearm"):
            self._fault(outcome.kind, replace(outcome, doubt=outcome.doubt + 2 * yielded), outcome.trail)
            return True
        if outcome.kind == "lost":
            self._fault("not-closed" if outcome.looked_at else "ignored", outcome, outcome.trail)
            return True
        constants = None if given is None else tuple(given.items())
        key = (method.id, constants, outcome.kind, outcome.value, outcome.exception, outcome.fields, outcome.notes)
        if key not in self._answered:
            self._answered[key] = False  # what comes back to it adds nothing
            self._answered[key] = self._leave(method, outcome, given, chain, yielded=yielded)
        return self._answered[key]

    def _leave(
        self, method: Method, outcome: Outcome, given: Environment | None, chain: tuple[int, ...], *, yielded: bool
    ) -> bool:
        """Whether a function that is left with the connection open leaves it open for good, as `_answer` says."""
        returns = outcome.kind == "return" and self.simulation.question.ends  # a short count is an answer
        if (outcome.value.told or returns) and self._handover.keeps_a_contract(method):
            return False
        forgotten = FORGOTTEN in outcome.notes  # whoever is told has nothing to close
        if outcome.kind == "raise" and self.simulation.question.fails is not None and not forgotten:
            return False  # the failure is told as such
        handed_on = self._handover.hands_on(method, outcome) and not forgotten
        to_those_at_hand = handed_on and self._handover.are_callers_known(outcome)
        if handed_on and not to_those_at_hand:
            outcome = replace(outcome, doubt=outcome.doubt + 2)
        chain = (*chain, method.id)
        callers = self.callers.first(method, chain)
        if outcome.value.told is Told.YES and any(self._handover.yields_as_is(caller) for caller in callers):
            outcome = replace(outcome, doubt=outcome.doubt + 2)  # the core of a method that anybody may call
        is_last = not callers or (method.id in self.context.effects.referenced and method.function.parent is None)
        is_left = is_last and self._end_of_the_line(method, outcome, chain)
        if len(chain) > MAX_CALL_DEPTH:
            return is_left
        if given is not None:
            callers = [caller for caller in callers if self.callers.constants_of(caller) == given]
        found = len(self._faults)
        failing = self._ask(callers[:MAX_CALLERS], method, outcome, chain, yielded=yielded or to_those_at_hand)
        if to_those_at_hand and any(caller.site.method not in failing for caller in callers):
            # Somebody makes of it what is to be made: the others are at fault, rather than the receive.
            self._faults[found:] = [fault._replace(doubt=2) for fault in self._faults[found:]]
        return is_left or bool(failing)

    def _ask(
        self, callers: Sequence[Caller], method: Method, outcome: Outcome, chain: tuple[int, ...], *, yielded: bool
    ) -> set[int]:
        """Have callers of a method answer for an outcome of it; the functions of those that do not settle it."""
        failing: set[int] = set()
        for caller in callers:
            above = self.context.program.methods[caller.site.method]
            step = Step(above.unit.path, caller.event.span, f"{method.name} comes back here")
            outcomes = self.simulation.after_call(
                caller.site, caller.event, replace(outcome, trail=(*outcome.trail, step))
            )
            for following in _surest_first(outcomes):
                far = replace(following, doubt=following.doubt + 1) if len(chain) in (3, 5) else following
                if self._answer(above, far, None, chain, yielded=yielded):
                    failing.add(above.id)
        return failing

    def _end_of_the_line(self, method: Method, outcome: Outcome, chain: tuple[int, ...]) -> bool:
        """Whether nobody is left to settle it: the function tells no unknown caller either."""
        if FORGOTTEN not in outcome.notes and self._handover.is_told(method, outcome, chain):
            return False
        if self._ends_the_process(method):
            return False  # and the connection with it
        if self._handover.is_lent(method):
            return False
        self._deferred = self._deferred or (outcome.looked_at and self._handover.is_deferred(outcome, chain))
        if HANDED in outcome.notes or self._handover.is_captured(method):
            outcome = replace(outcome, doubt=outcome.doubt + 2)
        subject = self.context.reporter.shown_connection(self.use)
        how = "ends by an exception" if outcome.kind == "raise" else "ends"
        last = end_of(method, f"{method.name} {how}, and {subject} is still open", outcome.left_at)
        self._fault("not-closed" if outcome.looked_at else "ignored", outcome, (*outcome.trail, last))
        return True

    def _ends_the_process(self, method: Method) -> bool:
        """Whether the process ends where a function does: with a failure that a program lets out, and with a script,
        which runs once. What a script calls may be called again."""
        is_script = method.function.kind == "module"
        is_program = is_script or method.name == ENTRY_POINTS[self.context.program.language]
        return is_program if self.simulation.question.fails is not None else is_script and method is self.use.method

    def _fault(self, kind: str, outcome: Outcome, steps: tuple[Step, ...]) -> None:
        self._faults.append(Fault(kind, min(outcome.doubt, 2), steps))
