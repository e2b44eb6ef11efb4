"""Follows the paths of a function from a point on, and of the functions that it calls: the work-list of a
path-sensitive abstract interpretation over constants only (`values`).

Callees are entered with the values they are given, and remembered by them: their summaries are computed on demand (the
functional approach of Sharir and Pnueli). What an event does to a path is for those to say who ask (`simulation`,
`ownership`). What is lost is lost on the quiet side: past the limits a path counts as settled.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec.structs import replace

from sockslint.findings import Step
from sockslint.flow.model import EXIT, RAISE_EXIT, Assign, Block, Call, Event, Operand, Read, Return
from sockslint.program.analyses import Analyses
from sockslint.program.branching import Branching
from sockslint.program.calls import Site, Target, bind, bind_all, bind_defaults
from sockslint.program.index import Method
from sockslint.program.locals import Living
from sockslint.program.nodes import is_local, locals_of
from sockslint.program.passing import NotInPassingError, Passage, Stretch, tried
from sockslint.program.paths import (
    MAX_DOUBT,
    MAX_STEPS_TOLD,
    Advance,
    Environment,
    EventStep,
    Guard,
    Outcome,
    Outcomes,
    Point,
    Question,
    as_sure_as,
    came_again,
    distinct,
    doubted,
    goes_round,
    guarded,
    keep_surest,
    told_of_round,
)
from sockslint.program.values import UNKNOWN, Value

#: How deep callees are entered, and how many states one function may take: past them, the quiet side.
MAX_DEPTH = 8
MAX_STATES = 600
MAX_EVENTS = 10_000
MAX_EVENTS_IN_ALL = 30_000
MAX_STARTS = 6
#: By how many other receives a path comes in the briefest look.
MAX_PASSED = 1


#: What a function sees when it is entered, and the same as a set.
_Seen: TypeAlias = tuple[Environment, frozenset[tuple[str, Value]]]


def _living(living: Living, state: Point) -> Point:
    """The state without what nobody asks for from its block on. A handle is remembered as long as it is held."""
    if state.block < 0:
        return state
    dead, bits = ~living.on_entry[state.block], living.nodes
    environment = {
        node: value for node, value in state.environment.items() if value.told or not bits.get(node, 0) & dead
    }
    if len(environment) != len(state.environment):
        state = replace(state, environment=environment)
    return replace(state, exception=None) if living.exception & dead and state.exception is not None else state


def _bound(event: Call | Read | Assign, callee: Method, skip: int) -> Sequence[tuple[Operand, str]]:
    """All that an event gives a function which it runs, with the places that receive it."""
    return [*bind_all(event, callee, skip), *bind_defaults(event, callee, skip)] if isinstance(event, Call) else ()


def _behind(at: Site, state: Point, outcome: Outcome, *, in_part: bool) -> Point:
    """The state behind an event that has run a function with this outcome, but for what is known then."""
    doubt = state.doubt + outcome.doubt
    if in_part and outcome.kind in ("return", "raise"):
        # Closed on some paths, or by some of those that may be called: nobody here can decide which.
        doubt += 2
    return replace(
        came_again(state, at) if outcome.passed else state,
        doubt=min(doubt, MAX_DOUBT),
        looked_at=state.looked_at or outcome.looked_at,
        trail=(*state.trail, *(step for step in outcome.trail if step not in state.trail))[:MAX_STEPS_TOLD],
        notes=state.notes | outcome.notes,
    )


class Exploration(Branching, ABC):
    """Answers one question about one connection, across functions."""

    def __init__(self, analyses: Analyses, question: Question) -> None:
        super().__init__(analyses, question)
        self._summaries: dict[object, Outcomes] = {}
        self._active: list[int] = []
        #: Whether paths are followed by few receives only, as there are too many states even for a coarse look.
        self._is_brief = False
        self._reached: list[Environment] = []
        self._target: Site | None = None
        #: Whether some function that was asked about has too many paths: the answer is the quiet one.
        self.gave_up = False
        self._broken_on_the_way: tuple[Outcome, ...] = ()
        #: The blocks that paths have come through, by function: all others are for when the stream has not ended.
        self._taken: dict[int, set[int]] = {}
        self._events = 0
        self._spent = 0
        self._passings = {
            (probing, coarse): analyses.passing(type(self), question, probing, coarse)
            for probing in (False, True)
            for coarse in (False, True)
        }
        self._trying = False
        self._filled: dict[tuple[int, str], list[tuple[str, str]]] = {}
        #: What was last seen of which environment by callees from elsewhere, and by those of the same nest.
        self._seen: list[tuple[Environment, int, _Seen] | None] = [None, None]

    @abstractmethod
    def _run_event(self, method: Method, at: Site, event: Event, state: Point) -> EventStep:
        """Where an event leads from a point right before it."""

    # --- ways in ---

    def after(self, site: Site, environment: Environment, trail: tuple[Step, ...], passed: frozenset[Site]) -> Outcomes:
        """The outcomes of the function when the event at `site` has happened, with `environment` known."""
        method = self.program.methods[site.method]
        start = Point(site.block, site.at + 1, environment, passed, 0, False, UNKNOWN, None, trail)
        return self._explore(method, start)

    def after_failure(
        self, site: Site, environment: Environment, trail: tuple[Step, ...], exception: str | None
    ) -> Outcomes:
        """The outcomes of the function when the event at `site` has raised an exception."""
        method = self.program.methods[site.method]
        handler = method.function.blocks[site.block].on_raise
        passed = frozenset((site,))
        start = Point(handler, 0, environment, passed, 0, True, UNKNOWN, exception, trail)
        return self._explore(method, start)

    def after_call(self, site: Site, event: Event, outcome: Outcome) -> Outcomes:
        """The outcomes of a caller, given that the call (or property use) at `site` ended in `outcome`."""
        method = self.program.methods[site.method]
        block = method.function.blocks[site.block]
        environment = dict(outcome.fields)
        state = Point(
            site.block,
            site.at + 1,
            environment,
            frozenset((site,)),
            outcome.doubt,
            outcome.looked_at,
            UNKNOWN,
            None,
            outcome.trail,
            notes=outcome.notes,
        )
        if isinstance(event, Call):
            self._take_back(method, event, environment, outcome)
        if outcome.kind == "raise":
            state = replace(state, block=block.on_raise, at=0, exception=outcome.exception or "")
        elif isinstance(event, Call | Read):
            environment[self.program.node(method, event.result)] = outcome.value
        return self._explore(method, state)

    def _take_back(self, method: Method, call: Call, environment: Environment, outcome: Outcome) -> None:
        """What a callee has left in ``out`` and ``ref`` parameters is in the caller's places."""
        if not outcome.fields:
            return
        left = dict(outcome.fields)
        for place, parameter in self._filled_by(method, call):
            if parameter in left:
                node = self.program.node(method, place)
                self.knowledge.note(node)
                environment[node] = left[parameter]

    def _filled_by(self, method: Method, call: Call) -> list[tuple[str, str]]:
        """The places that a call is given, each with the node of a parameter that it may fill."""
        key = (method.outermost, call.result)
        found = self._filled.get(key)
        if found is None:
            found = self._filled[key] = [
                (operand, self.program.node(callee, parameter))
                for target in self.program.resolve(method, call).targets
                for callee in (self.program.methods[target.function],)
                for operand, parameter in bind(call, callee, target.skip)
                if isinstance(operand, str)
            ]
        return found

    def before(self, site: Site, given: Environment | None = None) -> list[Environment]:
        """What may be known of locals where a receive is come to when the stream has ended; `given` is what is known
        of them where its function begins.

        Empty if it cannot be come to then: it stands behind ``Available > 0``.
        """
        method = self.program.methods[site.method]
        self._probing, self._reached = True, []
        self._target = site
        spent, self._spent = self._spent, 0  # to come there costs what it costs, whatever was asked before
        try:
            outcomes = self._explored(method, Point(0, 0, given or {}, frozenset(), 0, False, UNKNOWN, None, ()))
        finally:
            self._probing, self._spent = False, spent
        if outcomes is None:
            return [given or {}]
        if not self._reached:
            return []
        if len(self._reached) > MAX_STARTS:
            shared = set.intersection(*(set(each.items()) for each in self._reached))
            return [dict(shared)]
        return self._reached

    # --- the work-list ---

    def _explore(self, method: Method, start: Point) -> Outcomes:
        """All ways out of a function from a point on it. Where there are too many paths, those that came to a broken
        obligation tell of it, and the others count as settled."""
        found = self._explored(method, start)
        if found is None:
            self.gave_up = True
            return Outcomes(self._broken_on_the_way, True)
        return found

    def _explored(self, method: Method, start: Point) -> Outcomes | None:
        """The same; None if there are too many states even for a coarse look."""
        if self._trying:
            raise NotInPassingError
        self._active.append(method.id)
        try:
            found = self._walk(method, start)
            if found is None and not self.knowledge.coarse and self._spent <= MAX_EVENTS_IN_ALL:
                # Too many states to tell apart: follow only what tells of the end, which is at most a few.
                closer = self._broken_on_the_way
                self.knowledge.coarse, self._events = True, 0
                telling = replace(start, environment=self._telling(start.environment))
                found = self._walk(method, telling)
                doubt = 0
                if found is None and not self._probing:
                    self._is_brief, self._events, doubt = True, 0, 1  # it leaves paths out
                    found = self._walk(method, telling)
                    self._is_brief = False
                self.knowledge.coarse = False
                found = found and as_sure_as(closer, found, doubt)
        finally:
            self._active.pop()
        return found

    @staticmethod
    def _telling(environment: Environment) -> Environment:
        return {node: value for node, value in environment.items() if value.told}

    def _walk(self, method: Method, start: Point) -> Outcomes | None:
        """The paths from a point on; None if there are too many states to tell apart."""
        outcomes: dict[object, Outcome] = {}
        settles = False
        settling_guards: set[Guard] = set()
        seen: dict[object, Point] = {}
        visited = 0
        living = self.analyses.living(method)
        pending = [start]
        for node in start.environment:
            self.knowledge.note(node)
        while pending:
            state = pending.pop()
            if state.block in (EXIT, RAISE_EXIT):
                keep_surest(outcomes, self._leave(method, state))
                continue
            if not keep_surest(seen, state):
                continue
            visited += 1
            if not self._probing:
                self._taken.setdefault(method.id, set()).add(state.block)
            if visited > MAX_STATES or self._events > MAX_EVENTS or self._spent > MAX_EVENTS_IN_ALL:
                weighed = guarded(outcomes.values(), settling_guards)
                self._broken_on_the_way = tuple(each for each in weighed if each.kind in ("rearm", "spin"))
                return None
            block = method.function.blocks[state.block]
            advanced = self._run_block(method, block, state)
            settles = settles or advanced.settled
            if advanced.settled:
                settling_guards |= state.guards
            for broken in advanced.broken:
                keep_surest(outcomes, broken)
            pending.extend([_living(living, onward) for onward in advanced.onward])
        return Outcomes(guarded(outcomes.values(), settling_guards), settles)

    def _leave(self, method: Method, state: Point) -> Outcome:
        kind: Literal["return", "raise"] = "return" if state.block == EXIT else "raise"
        fields = tuple(
            (node, value)
            for node, value in sorted(state.environment.items())
            if (value.told or node in self.question.flags or is_local(node))
            and not self.analyses.locals.dies_with(method, node)
        )
        return Outcome(
            kind,
            state.result if kind == "return" else UNKNOWN,
            state.exception if kind == "raise" else None,
            fields,
            state.passed,
            state.doubt,
            state.looked_at,
            state.trail,
            state.guards,
            state.left_at,
            state.notes,
        )

    def _run_block(self, method: Method, block: Block, state: Point) -> Advance:
        """Run a block's events from the state's index, then follow its exit."""
        onward: list[Point] = []
        broken: list[Outcome] = []
        settled = False
        current = [state]
        stretches = self._passings[self._probing, self.knowledge.coarse].block(method, state)
        index = state.at
        while current and index < len(block.events):
            # Paths that differ are taken on one event at a time, as any may make two of them the same.
            until = self._until(method, state.block, index, len(block.events) if len(current) == 1 else index + 1)
            end = index + 1
            following: list[Point] = []
            for each in current:
                if stretches is not None and until > index:
                    passage = self._passage(method, block, stretches, index, until, each)
                    if passage is not None and passage.end > index:
                        end = passage.end
                        following.append(self._passed(each, passage, end - index))
                        continue
                step = self._run_event(method, Site(method.id, state.block, index), block.events[index], each)
                settled = settled or step.settled
                broken.extend(step.broken)
                following.extend(step.onward)
                span = block.events[index].span
                onward.extend(replace(raised, block=block.on_raise, at=0, left_at=span) for raised in step.raised)
            current = distinct(following)
            index = end
        last = block.events[-1] if block.events else None
        for each in current:
            leaving = replace(each, left_at=last.span) if isinstance(last, Return) else each
            onward.extend(self._follow(method, block, leaving))
        return Advance(onward, broken, settled)

    def _until(self, method: Method, block: int, index: int, until: int) -> int:
        """Where a stretch of a block's events from `index` on ends at the latest: what is asked about is run."""
        target = self._target
        if target is None or target.method != method.id or target.block != block or target.at < index:
            return until
        return min(until, target.at)

    def _passage(
        self,
        method: Method,
        block: Block,
        stretches: dict[tuple[int, int], Stretch],
        index: int,
        until: int,
        state: Point,
    ) -> Passage | None:
        """What a stretch of events does to a path in passing; None if it has to be run there."""
        stretch = stretches.get((index, until))
        if stretch is None:
            stretch = stretches[index, until] = Stretch()
        if self.knowledge.knows_members(stretch.nodes, state.environment):
            return None
        passage = stretch.passage(state)
        if passage is None:
            passage = self._try(method, block, stretch, index, until, state)
        return passage

    def _try(
        self, method: Method, block: Block, stretch: Stretch, index: int, until: int, state: Point
    ) -> Passage | None:
        """Find out what a stretch of events does in passing. To try it is not to run it."""
        counted = self._events, self._spent
        self._trying = True
        try:
            passage, asked = tried(self._run_event, method, block.events, index, until, state)
        finally:
            self._trying = False
            self._events, self._spent = counted
        stretch.learn(state, passage, asked)
        return None if self.knowledge.knows_members(asked, state.environment) else passage

    def _passed(self, state: Point, passage: Passage, events: int) -> Point:
        """Where a path is that has passed so many events."""
        self._events += events
        self._spent += events
        if passage.changes:
            environment = state.environment.copy()
            for node, value in passage.changes:
                environment.pop(node, None)
                if value is not None:
                    self.knowledge.note(node)
                    environment[node] = value
            state = replace(state, environment=environment)
        return doubted(state, passage.doubt) if passage.doubt else state

    @property
    def _depth(self) -> int:
        """How deep in callees the path is. An event that asks for it does not do the same wherever it is come to."""
        if self._trying:
            raise NotInPassingError
        return len(self._active)

    # --- entering callees ---

    def _enter(
        self,
        method: Method,
        at: Site,
        event: Call | Read | Assign,
        state: Point,
        targets: Sequence[Target],
        arguments: Sequence[tuple[Operand, str]] | None,
    ) -> EventStep:
        """Run the functions that an event may run, and go on with what they leave unsettled."""
        if self._trying:
            raise NotInPassingError
        callees = [(self.program.methods[target.function], target.skip) for target in targets]
        callees = [each for each in callees if each[0].function.blocks] or callees
        entered = [each for each in callees if self._may_enter(each[0])]
        summaries: list[tuple[Method, Outcomes]] = []
        for callee, skip in entered:
            bound = _bound(event, callee, skip) if arguments is None else arguments
            summaries.append((callee, self._summary(method, callee, state, bound)))
        settled = any(summary.settles for _, summary in summaries)
        onward = [state] * (len(callees) - len(entered))
        raised: list[Point] = []
        broken: list[Outcome] = []
        for callee, summary in summaries:
            for outcome in summary.unsettled:
                after = _behind(at, state, outcome, in_part=settled)
                again = bool(outcome.passed) and at in state.passed
                if outcome.passed and self._has_come_far(state, at):
                    continue
                if outcome.kind in ("rearm", "spin", "lost"):
                    broken.append(replace(outcome, doubt=after.doubt, trail=after.trail, looked_at=after.looked_at))
                elif again and state.bounded:
                    pass  # one more turn of a loop that ends
                elif again and (turned := self._goes_round(state, at)) is not None and not isinstance(event, Assign):
                    broken.append(self._going_round(method, at, event, turned, after))
                elif outcome.kind == "raise":
                    raised.append(self._come_back(method, event, callee, state, outcome, after))
                else:
                    onward.append(self._come_back(method, event, callee, state, outcome, after))
        return EventStep(onward, raised, broken, settled)

    def _may_enter(self, callee: Method) -> bool:
        """Whether a function is followed where it is called: not one without a body, nor one within itself."""
        return bool(callee.function.blocks) and callee.id not in self._active and len(self._active) < MAX_DEPTH

    def _going_round(self, method: Method, at: Site, event: Call | Read, turned: Point, after: Point) -> Outcome:
        """What is told of a path that goes round for ever, by a receive in a callee."""
        what, kind = told_of_round(after.notes, "and the same happens again, for ever")
        turned = replace(turned, trail=self._step(after.trail, method, event, what), looked_at=after.looked_at)
        return self._broken(kind, self._counted(method, at, turned))

    def _come_back(
        self, method: Method, event: Call | Read | Assign, callee: Method, state: Point, outcome: Outcome, after: Point
    ) -> Point:
        """The state in which a callee that returns or raises leaves its caller, who entered it in `state`."""
        environment = self.knowledge.come_back(method, event, callee.id, state, dict(outcome.fields))
        if outcome.kind == "raise":
            return replace(after, environment=environment, exception=outcome.exception or "")
        if isinstance(event, Call):
            self._take_back(method, event, environment, outcome)
        after = replace(after, environment=environment)
        return after if isinstance(event, Assign) else self.knowledge.with_result(method, event, after, outcome.value)

    def _summary(self, method: Method, callee: Method, state: Point, bound: Sequence[tuple[Operand, str]]) -> Outcomes:
        """The outcomes of a callee entered with these arguments."""
        inherited, items = self._seen_by(method, callee, state.environment)
        if bound:
            inherited = inherited.copy()
            for operand, parameter in bound:
                value = self.evaluate(method, operand, state.environment)
                if value is UNKNOWN and isinstance(operand, str):  # what is only passed on decides nothing here
                    value = self._static_constant(method, self.analyses.conditions.read_of(method, operand))
                if value is not UNKNOWN:
                    inherited[self.program.node(callee, parameter)] = value
            items = frozenset(inherited.items())
        key = (callee.id, items, state.notes, self._probing, self.knowledge.coarse, self._is_brief)
        found = self._summaries.get(key)
        if found is None:
            start = Point(0, 0, inherited, frozenset(), 0, False, UNKNOWN, None, (), notes=state.notes)
            found = self._explore(callee, start)
            self._summaries[key] = found
        return found

    def _seen_by(self, method: Method, callee: Method, environment: Environment) -> _Seen:
        """What a callee sees of an environment: all but the caller's locals, unless both belong to one function nest.

        Where a call may run many functions, most of them see the same.
        """
        is_near = method.outermost == callee.outermost
        last = self._seen[is_near]
        if last is None or last[0] is not environment or last[1] != method.outermost:
            own = locals_of(method.outermost)
            seen = {
                node: value
                for node, value in environment.items()
                if value is not UNKNOWN and (is_near or not node.startswith(own))
            }
            last = self._seen[is_near] = (environment, method.outermost, (seen, frozenset(seen.items())))
        return last[2]

    # --- what is remembered ---

    def _goes_round(self, state: Point, at: Site) -> Point | None:
        """The state that goes round for ever, if it does. Seen coarsely, a round leaves nothing: one is enough."""
        return state if self.knowledge.coarse and at in state.passed else goes_round(state, at)

    def _has_come_far(self, state: Point, at: Site) -> bool:
        """Whether a path that comes to one more receive is followed no further, in the briefest look: from each of
        those that it has come by it is followed as well, and so there is not a path for every set of them."""
        return self._is_brief and at not in state.passed and len(state.passed) > MAX_PASSED

    def _counted(self, method: Method, at: Site, state: Point) -> Point:
        """A state that goes round again, less sure if there are only so many turns."""
        branches = {guard.block for guard in state.guards}
        shape = self.analyses.shape(method)
        ends = shape.ends_in_time(at.block) or shape.ends_by_count(at.block)
        ends = ends or (bool(branches) and shape.counts(branches, at.block, self._taken[method.id]))
        return doubted(state, 2) if ends else state

    def _broken(self, kind: Literal["rearm", "spin", "lost"], state: Point) -> Outcome:
        return Outcome(kind, UNKNOWN, None, (), state.passed, state.doubt, state.looked_at, state.trail, state.guards)

    def _step(self, trail: tuple[Step, ...], method: Method, event: Call | Read, message: str) -> tuple[Step, ...]:
        return (*trail[:MAX_STEPS_TOLD], Step(method.unit.path, event.span, message))
