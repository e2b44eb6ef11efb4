"""Where a path goes from the end of a block: which way at a branch, and to which handler of an exception."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from sockslint.findings import Step
from sockslint.flow.model import Block, Branch, Dispatch, Expr, Jump, Operand, is_temporary
from sockslint.program.analyses import Analyses
from sockslint.program.evaluation import Evaluation
from sockslint.program.index import Method
from sockslint.program.paths import MAX_STEPS_TOLD, Guard, Point, Question, doubted
from sockslint.program.values import Told, Value, truth
from sockslint.program.wording import call_as_written, decision, place_as_written
from sockslint.text import Span

#: How many branches of a path are remembered that nobody here can decide.
MAX_GUARDS = 6


class Branching(Evaluation):
    """Follows the exits of blocks for one question about one connection."""

    def __init__(self, analyses: Analyses, question: Question) -> None:
        super().__init__(analyses, question)
        self.exceptions = analyses.exceptions

    def _follow(self, method: Method, block: Block, state: Point) -> Iterable[Point]:
        """The states after a block's last event."""
        match block.exit:
            case Jump(target):
                return (replace(state, block=target, at=0),)
            case Branch():
                return self._branch(method, block, block.exit, state)
            case Dispatch():
                return self._dispatch(method, block.exit, state)

    def _branch(self, method: Method, block: Block, branch: Branch, state: Point) -> Iterable[Point]:
        """The states after a branch: one, where its condition is decided or was asked before; else both ways."""
        condition = branch.condition
        if self.question.ends and (state.block, -1) in self.analyses.shape(method).indexed:
            raised = self.raised_by(method, condition, state.environment)
            if raised is not None:
                yield replace(state, block=block.on_raise, at=0, exception=raised, looked_at=True)
                return
        value = self.evaluate(method, condition, state.environment)
        decided = truth(value)
        if decided is not None:
            if value.told:
                trail = self._told(state.trail, method, branch.span, self._decision(method, condition, value))
                state = replace(state, looked_at=True, trail=trail)
            yield replace(state, block=branch.then if decided else branch.otherwise, at=0)
            return
        if (entered := self._enters_for_sure(method, condition, state)) is not None:
            yield replace(entered, block=branch.then, at=0)
            return
        remembered = self.knowledge.remembered(method, state.block, condition, state.environment)
        if remembered is not None:
            yield replace(state, block=branch.then if remembered else branch.otherwise, at=0)
            return
        yield from self._both_ways(method, branch, state, value)

    def _both_ways(self, method: Method, branch: Branch, state: Point, value: Value) -> Iterable[Point]:
        """The states after a branch that nobody here can decide, each with what its way teaches."""
        condition = branch.condition
        looked_at = state.looked_at or value.told > Told.NO
        guards, left = state.guards, state.left
        guarding = self._is_guard(method, condition, state, looked_at=looked_at)
        asks_emptiness = guarding and self._asks_emptiness(method, condition, value)
        found_nobody = self._finds_nobody(method, condition) if guarding else None
        ends = self._comes_back(method, state) and state.block in self.analyses.shape(method).ending_heads
        doubtful = self._way_of_the_forgotten(method, condition, state, value)
        for target, holds in ((branch.then, True), (branch.otherwise, False)):
            if self._is_over(method, state.block, target, condition, holds):
                continue
            decides = asks_emptiness or holds is found_nobody
            tells = asks_emptiness and value.told is Told.YES
            following = replace(
                state,
                block=target,
                at=0,
                environment=self.knowledge.refined(method, state.block, condition, state.environment, holds),
                looked_at=looked_at,
                guards=guards | {Guard(state.block, holds, decides, tells)} if guarding else guards,
            )
            if holds is doubtful:
                following = doubted(following, 2)
            if ends:
                # One more turn comes to an end, unless the loop is left and entered anew.
                left = left if holds else left | {state.block}
                bounded = state.bounded or state.block not in left  # a loop around it may come to an end as well
                following = replace(following, bounded=holds and bounded, left=left)
            yield following

    def _way_of_the_forgotten(self, method: Method, condition: Operand, state: Point, value: Value) -> bool | None:
        """The way out of a branch that is taken only if there was something before the end, which a coarse look has
        forgotten; None if it does not ask for that."""
        if not self.knowledge.coarse or value.told is not Told.IN_PART:
            return None
        if not self._asks_emptiness(method, condition, value):
            return None
        empty = self._when_empty(method, condition, state.environment)
        return None if empty is None else not empty

    def _dispatch(self, method: Method, dispatch: Dispatch, state: Point) -> Iterable[Point]:
        """The states of handlers that an exception may come to, and of where it goes if none of them is for it."""
        for catch in dispatch.catches:
            answer = self.exceptions.caught_by(method, state.exception, catch.types)
            if answer is not False:
                yield replace(state, block=catch.target, at=0, left_at=None)
            if answer is True:
                return
        yield replace(state, block=dispatch.otherwise, at=0)

    def _enters_for_sure(self, method: Method, condition: Operand, state: Point) -> Point | None:
        """The state of a path that takes a turn of a loop over a collection, as that has the connection; None if it may
        as well not."""
        return None

    def _is_over(self, method: Method, block: int, target: int, condition: Operand, holds: bool) -> bool:
        """Whether a way out of a branch does nothing, as the program has released the connection itself already."""
        return False

    def _is_guard(self, method: Method, condition: Operand, state: Point, *, looked_at: bool) -> bool:
        """Whether it is remembered which way a path takes at a branch that nobody here can decide: one taken after the
        result was looked at, or by a count. Who made a connection has it, whatever was asked on the way."""
        return (
            bool(self.question.broken_by)
            and (looked_at or state.block in self.analyses.shape(method).counted)
            and not self.knowledge.coarse
            and len(state.guards) < MAX_GUARDS
            and state.block not in self.analyses.idle.branches(method)
            and not self._turns(method, condition, state)
        )

    def _turns(self, method: Method, condition: Operand, state: Point) -> bool:
        """Whether a branch is the head of a loop over a collection that the receive stands in: another turn of it is
        about another connection, and says nothing of whether this one is released."""
        return isinstance(condition, Expr) and condition.op == "iterates" and self._comes_back(method, state)

    def _comes_back(self, method: Method, state: Point) -> bool:
        """Whether a path may come back from where it is to a receive that it has passed."""
        here = [site.block for site in state.passed if site.method == method.id]
        return bool(here) and not self.analyses.shape(method).loop(state.block).isdisjoint(here)

    def _told(self, trail: tuple[Step, ...], method: Method, span: Span, what: str) -> tuple[Step, ...]:
        if len(trail) >= MAX_STEPS_TOLD:
            return trail
        step = Step(method.unit.path, span, what)
        return trail if step in trail else (*trail, step)

    def _decision(self, method: Method, condition: Operand, value: Value) -> str:
        """What is told of a branch that went one way because of the end of the stream."""
        return decision(condition, value, method.unit.language, lambda place: self._as_written(method, place))

    def _as_written(self, method: Method, place: str) -> str | None:
        """A place as written; a temporary as what is read, or called, to have it."""
        conditions, language = self.analyses.conditions, method.unit.language
        meant = conditions.read_of(method, place)
        if not is_temporary(meant):
            return place_as_written(meant, language)
        call = conditions.call_of(method, meant)
        return None if call is None else call_as_written(call, language, lambda place: self._as_written(method, place))
