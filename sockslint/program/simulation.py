"""Follows a program's paths after an event whose outcome is assumed: what if this receive yields end-of-stream?

A path-sensitive abstract interpretation of one function's graph, from the event onwards, over constants only
(`values`). Callees are entered where they can matter, with the values they are given, and remembered by them: their
summaries are computed on demand (the functional approach of Sharir and Pnueli). A path ends where the obligation is
settled or broken; what reaches the function's exit is an outcome, for each caller to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from sockslint.findings import Step
from sockslint.flow.model import (
    EXIT,
    RAISE_EXIT,
    Assign,
    Block,
    Branch,
    Call,
    Closure,
    Const,
    Dispatch,
    Event,
    Expr,
    Jump,
    Language,
    Operand,
    Raise,
    Read,
    Return,
    Yield,
    member,
)
from sockslint.program.effects import Effect, Effects, places_in
from sockslint.program.exceptions import Exceptions
from sockslint.program.index import Method
from sockslint.program.link import HARMLESS, Program, Resolution, Site, Target, argument_at, bind, events_of
from sockslint.program.values import (
    EMPTY,
    OBJECT,
    UNKNOWN,
    State,
    Told,
    Value,
    arithmetic,
    compare,
    emptiness,
    is_of_type,
    known,
    length,
    told_unknown,
    truth,
)
from sockslint.program.words import says
from sockslint.rulebook.model import Member, Role
from sockslint.text import Span

#: How deep callees are entered, and how many states one function may take: past them, the quiet side.
MAX_DEPTH = 8
MAX_STATES = 600
MAX_TOLD_DEPTH = 3
MAX_EVENTS = 10_000
MAX_EVENTS_IN_ALL = 30_000
MAX_ABREAST = 24
MAX_STEPS_TOLD = 12
MAX_GUARDS = 6
MAX_STARTS = 6
#: Past this many reasons for doubt, one more tells nothing.
MAX_DOUBT = 4

#: Roles for which a callee is entered, besides the one that settles.
_MATTERING = frozenset(("receive.complete", "receive.begin", "connect", "liveness"))

#: Constants that stand for nothing received.
_NOTHING = (Const(0), Const(""), Const(b""), Const(None))

Environment = dict[str, Value]


class Question(NamedTuple):
    """What is asked about a connection: which role settles the obligation, which break it, who the connection is.

    `family` is its representative; `loose` says that the connection is known only through event args, so that the
    release of any connection on the path counts. `ends` tells whether receives yield end-of-stream from now on,
    `fails` with which exception they fail instead.
    `flags` are the members whose truth decides how the function and its callers go on, `dependents` the places that
    the receive's function computes from what it yields.
    """

    family: str
    loose: bool
    settled_by: Role
    broken_by: tuple[Role, ...]
    ends: bool
    flags: frozenset[str]
    dependents: frozenset[str]
    fails: str | None = None

    @staticmethod
    def about(family: str) -> Question:
        """The question whether a place is come to at all when the stream of a connection has ended."""
        return Question(family, False, "release", (), True, frozenset(), frozenset())


class Guard(NamedTuple):
    """A branch that nobody here can decide and the side that a path took; `told` if it asks whether there is anything
    in what was computed from the receive's result."""

    block: int
    holds: bool
    told: bool


class Outcome(NamedTuple):
    """How a path leaves a function with the obligation unsettled, or breaks it; ``lost`` where it loses the connection.

    `value` is what is returned; `exception` the type raised; `fields` the constants left in members; `passed` the
    receives that have yielded end-of-stream again; `doubt` counts reasons to be less sure.
    """

    kind: Literal["return", "raise", "rearm", "spin", "lost"]
    value: Value
    exception: str | None
    fields: tuple[tuple[str, Value], ...]
    passed: frozenset[Site]
    doubt: int
    looked_at: bool
    trail: tuple[Step, ...]
    guards: frozenset[Guard] = frozenset()


class Outcomes(NamedTuple):
    """All unsettled ways out of a function, and whether some path settles the obligation."""

    unsettled: tuple[Outcome, ...]
    settles: bool


class _State(NamedTuple):
    """A point on a path."""

    block: int
    at: int
    environment: Environment
    passed: frozenset[Site]
    doubt: int
    looked_at: bool
    result: Value
    exception: str | None
    trail: tuple[Step, ...]
    guards: frozenset[Guard] = frozenset()
    bounded: bool = False
    left: frozenset[int] = frozenset()

    def key(self) -> object:
        """What makes two states the same: all but the way they were reached."""
        return (
            self.block,
            self.at,
            frozenset(self.environment.items()),
            self.passed,
            self.doubt,
            self.looked_at,
            self.result,
            self.exception,
            self.guards,
            self.bounded,
            self.left,
        )


class Simulation:
    """Answers one question about one connection, across functions."""

    def __init__(self, program: Program, effects: Effects, exceptions: Exceptions, question: Question) -> None:
        self.program = program
        self.effects = effects
        self.exceptions = exceptions
        self.question = question
        self._summaries: dict[object, Outcomes] = {}
        self._active: list[int] = []
        self._relevant: dict[int, bool] = {}
        self._handles: dict[str, bool] = {}
        self._reached: list[Environment] = []
        self._target: Site | None = None
        self._gave_up = False
        self._events = 0
        self._spent = 0
        self._probing = False
        self._coarse = False

    # --- ways in ---

    def after(
        self, site: Site, environment: Environment, trail: tuple[Step, ...], doubt: int, passed: frozenset[Site]
    ) -> Outcomes:
        """The outcomes of the function when the event at `site` has happened, with `environment` known."""
        method = self.program.methods[site.method]
        start = _State(site.block, site.at + 1, environment, passed, doubt, False, UNKNOWN, None, trail)
        return self._explore(method, start)

    def after_failure(self, site: Site, environment: Environment, trail: tuple[Step, ...]) -> Outcomes:
        """The outcomes of the function when the event at `site` has raised what the question says."""
        method = self.program.methods[site.method]
        handler = method.function.blocks[site.block].on_raise
        passed = frozenset((site,))
        start = _State(handler, 0, environment, passed, 0, True, UNKNOWN, self.question.fails, trail)
        return self._explore(method, start)

    def after_call(self, site: Site, event: Event, outcome: Outcome) -> Outcomes:
        """The outcomes of a caller, given that the call (or property use) at `site` ended in `outcome`."""
        method = self.program.methods[site.method]
        block = method.function.blocks[site.block]
        environment = dict(outcome.fields)
        state = _State(
            site.block,
            site.at + 1,
            environment,
            frozenset((site,)),
            outcome.doubt,
            outcome.looked_at,
            UNKNOWN,
            None,
            outcome.trail,
        )
        if isinstance(event, Call):
            self._take_back(method, event, environment, outcome)
        if outcome.kind == "raise":
            state = state._replace(block=block.on_raise, at=0, exception=outcome.exception or "")
        elif isinstance(event, Call | Read):
            environment[self.program.node(method, event.result)] = outcome.value
        return self._explore(method, state)

    def _take_back(self, method: Method, call: Call, environment: Environment, outcome: Outcome) -> None:
        """What a callee has left in ``out`` and ``ref`` parameters is in the caller's places."""
        left = dict(outcome.fields)
        for target in self.program.resolve(method, call).targets:
            callee = self.program.methods[target.function]
            for operand, parameter in bind(call, callee, target.skip):
                value = left.get(self.program.node(callee, parameter))
                if value is not None and isinstance(operand, str):
                    environment[self.program.node(method, operand)] = value

    def before(self, site: Site) -> list[Environment]:
        """What may be known of locals where a receive is come to when the stream has ended.

        Empty if it cannot be come to then: it stands behind ``Available > 0``.
        """
        method = self.program.methods[site.method]
        self._probing = True
        self._target = site
        try:
            self._explore(method, _State(0, 0, {}, frozenset(), 0, False, UNKNOWN, None, ()))
        finally:
            self._probing = False
        if self._gave_up or not self._reached:
            return [{}] if self._gave_up else []
        if len(self._reached) > MAX_STARTS:
            shared = set.intersection(*(set(each.items()) for each in self._reached))
            return [dict(shared)]
        return self._reached

    # --- exploration ---

    def _explore(self, method: Method, start: _State) -> Outcomes:
        """All ways out of a function from a point on it."""
        self._active.append(method.id)
        try:
            found = self._walk(method, start)
            if found is None and not self._coarse and self._spent <= MAX_EVENTS_IN_ALL:
                # Too many states to tell apart: follow only what tells of the end, which is at most a few.
                self._coarse, self._events = True, 0
                found = self._walk(method, start._replace(environment=self._telling(start.environment)))
                self._coarse = False
        finally:
            self._active.pop()
        if found is None:
            self._gave_up = True
            return Outcomes((), True)
        return found

    @staticmethod
    def _telling(environment: Environment) -> Environment:
        return {node: value for node, value in environment.items() if value.told}

    def _walk(self, method: Method, start: _State) -> Outcomes | None:
        """The paths from a point on; None if there are too many states to tell apart."""
        outcomes: dict[object, Outcome] = {}
        settles = False
        settling_guards: set[Guard] = set()
        seen: set[object] = set()
        pending = [start]
        while pending:
            state = pending.pop()
            if state.block in (EXIT, RAISE_EXIT):
                outcome = self._leave(method, state)
                outcomes.setdefault(outcome[:7], outcome)
                continue
            key = state.key()
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > MAX_STATES or self._events > MAX_EVENTS or self._spent > MAX_EVENTS_IN_ALL:
                return None
            block = method.function.blocks[state.block]
            advanced = self._run_block(method, block, state)
            settles = settles or advanced.settled
            if advanced.settled:
                settling_guards |= state.guards
            for broken in advanced.broken:
                outcomes.setdefault(broken[:7], broken)
            pending.extend(advanced.onward)
        return Outcomes(tuple(_guarded(outcome, settling_guards) for outcome in outcomes.values()), settles)

    def _leave(self, method: Method, state: _State) -> Outcome:
        kind: Literal["return", "raise"] = "return" if state.block == EXIT else "raise"
        fields = tuple(
            (node, value)
            for node, value in sorted(state.environment.items())
            if (value.told or node in self.question.flags or "|" in node) and not self._is_local(method, node)
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
        )

    def _is_local(self, method: Method, node: str) -> bool:
        """Whether a node dies with the function: a local that no other function of the nest speaks of."""
        if not node.startswith(f"{method.outermost}|"):
            return False
        if any(
            p.mode in ("out", "ref") and self.program.node(method, p.place) == node for p in method.function.parameters
        ):
            return False
        return method.function.parent is None or self.effects.mentions.get(node, frozenset()) <= {method.id}

    class _Advance(NamedTuple):
        """Where running a block leads."""

        onward: list[_State]
        broken: list[Outcome]
        settled: bool

    def _run_block(self, method: Method, block: Block, state: _State) -> _Advance:
        """Run a block's events from the state's index, then follow its exit."""
        onward: list[_State] = []
        broken: list[Outcome] = []
        settled = False
        current = [state]
        for index in range(state.at, len(block.events)):
            event = block.events[index]
            following: list[_State] = []
            for each in current:
                at = Site(method.id, state.block, index)
                step = self._run_event(method, at, event, each)
                settled = settled or step.settled
                broken.extend(step.broken)
                following.extend(step.onward)
                onward.extend(raised._replace(block=block.on_raise, at=0) for raised in step.raised)
            current = _distinct(following)
            if not current:
                break
        for each in current:
            onward.extend(self._follow(method, block, each))
        return self._Advance(onward, broken, settled)

    def _follow(self, method: Method, block: Block, state: _State) -> Iterable[_State]:
        """The states after a block's last event."""
        match block.exit:
            case Jump(target):
                yield state._replace(block=target, at=0)
            case Branch(condition, then, otherwise, span):
                value = self.evaluate(method, condition, state.environment)
                decided = truth(value)
                if decided is not None:
                    if value.told:
                        trail = self._told(state.trail, method, span, "holds" if decided else "does not hold")
                        state = state._replace(looked_at=True, trail=trail)
                    yield state._replace(block=then if decided else otherwise, at=0)
                    return
                if value.told:
                    state = state._replace(looked_at=True)
                for target, holds in ((then, True), (otherwise, False)):
                    guards = state.guards
                    if state.looked_at and len(guards) < MAX_GUARDS and not self._coarse:
                        guards = guards | {Guard(state.block, holds, self._asks_emptiness(method, condition, value))}
                    environment = self._refine(method, condition, state.environment, holds)
                    following = state._replace(block=target, at=0, environment=environment, guards=guards)
                    if self._comes_to_an_end(method, state.block, condition):
                        # One more turn comes to an end, unless the loop is left and entered anew.
                        left = state.left if holds else state.left | {state.block}
                        following = following._replace(bounded=holds and state.block not in left, left=left)
                    yield following
            case Dispatch(catches, otherwise):
                for catch in catches:
                    answer = self.exceptions.caught_by(method, state.exception, catch.types)
                    if answer is not False:
                        yield state._replace(block=catch.target, at=0)
                    if answer is True:
                        return
                yield state._replace(block=otherwise, at=0)

    def _comes_to_an_end(self, method: Method, block: int, condition: Operand) -> bool:
        """Whether a branch is the head of a loop over a collection, or of one that counts."""
        if isinstance(condition, Expr) and condition.op == "iterates":
            return True
        return block in self.effects.counting_heads(method)

    def _asks_emptiness(self, method: Method, condition: Operand, value: Value) -> bool:
        """Whether an open condition asks if there is anything in what was computed from the receive's result."""
        if not value.told:
            return False
        while isinstance(condition, Expr) and condition.op in ("not", "len", "==", "!="):
            if len(condition.operands) == 2 and condition.operands[1] not in _NOTHING:
                return False
            condition = condition.operands[0]
        if not isinstance(condition, str) or value.told is Told.YES:
            return value.told is Told.YES
        place = self.effects.read_of(method, condition)
        if place.startswith("%") or "." in place.removeprefix("this."):
            return False
        return not any(isinstance(event, Call) and event.callee == place for event in events_of(method))

    def _told(self, trail: tuple[Step, ...], method: Method, span: Span, what: str) -> tuple[Step, ...]:
        if len(trail) >= MAX_STEPS_TOLD:
            return trail
        step = Step(method.unit.path, span, f"this {what}")
        return trail if step in trail else (*trail, step)

    # --- conditions ---

    def _refine(self, method: Method, condition: Operand, environment: Environment, holds: bool) -> Environment:
        """What an open condition teaches about the place it tests, kept only if the place is tested elsewhere too."""
        if self._coarse:
            return environment
        tested, value = condition, OBJECT if holds else EMPTY
        if isinstance(condition, Expr) and condition.op in ("==", "!=") and len(condition.operands) == 2:
            tested, constant = condition.operands
            if not isinstance(constant, Const):
                return environment
            if holds == (condition.op == "=="):
                value = known(constant.value)
            elif constant.value is None:
                value = OBJECT
            elif isinstance(constant.value, bool):
                value = known(not constant.value)
            else:
                return environment
        if not isinstance(tested, str):
            return environment
        node = self.program.node(method, self.effects.read_of(method, tested))
        if self.effects.tested.get(method.outermost, {}).get(node, 0) < 2:
            return environment
        return {**environment, node: value}

    # --- values ---

    def evaluate(self, method: Method, operand: Operand, environment: Environment) -> Value:
        """The abstract value of an operand."""
        match operand:
            case str():
                node = self.program.node(method, operand)
                return environment.get(node) or (OBJECT if not self._probing and self._is_handle(node) else UNKNOWN)
            case Const(value):
                return known(value)
            case Closure():
                return OBJECT
            case Expr("len", (str() as place,)) if (
                counted := self._count_member(method, place, environment)
            ) is not None:
                return counted
            case Expr(op, operands):
                return self._evaluate_expression(op, [self.evaluate(method, part, environment) for part in operands])

    def _is_handle(self, node: str) -> bool:
        """Whether a place holds the connection asked about, which is there to be received from, so is not null."""
        answer = self._handles.get(node)
        if answer is None:
            same = self.program.family(node) == self.question.family
            answer = self._handles[node] = same and self.program.kind(node) in ("connection", "stream")
        return answer

    def _count_member(self, method: Method, place: str, environment: Environment) -> Value | None:
        """What is known of a project type's own ``Count`` or ``Length``, which looks like a collection's."""
        if self.program.language == "csharp":
            for name in ("Count", "Length"):
                value = environment.get(self.program.node(method, member(place, name)))
                if value is not None:
                    return value
        return None

    def _evaluate_expression(self, op: str, values: list[Value]) -> Value:
        if op in ("==", "!=", "<", "<=", ">", ">="):
            return compare(op, values[0], values[1])
        if op == "not":
            decided = truth(values[0])
            return told_unknown(values[0].told) if decided is None else known(not decided, values[0].told)
        if op == "len":
            return length(values[0])
        if op in ("+", "-", "|") and len(values) == 2:
            return arithmetic(op, values[0], values[1])
        if op in ("await",) or op.startswith("cast:"):
            return values[0] if values else UNKNOWN
        if op == "tuple":
            return Value(State.TUPLE, None, max((value.told for value in values), default=Told.NO), tuple(values))
        if op.startswith("item:") and values:
            at = int(op[5:])
            whole = values[0]
            if whole.state is State.TUPLE and at < len(whole.parts):
                return whole.parts[at]
            return told_unknown(whole.told)
        if op.startswith("is:") and values:
            return is_of_type(values[0], op[3:])
        if op == "slice" and values and values[0].is_empty:
            return values[0]
        if op == "iterates" and values and values[0].is_empty:
            return known(False, values[0].told)
        if op == "in" and values[-1].is_empty:
            return known(False, values[-1].told)
        if op == "caught":
            return OBJECT if self.question.fails is None else OBJECT._replace(told=Told.YES)
        if op == "collection":
            return Value(State.OBJECT if values else State.EMPTY, None, weakened_all(values))
        return told_unknown(weakened_all(values))

    # --- events ---

    class _EventStep(NamedTuple):
        """Where an event leads: on, into a handler, to a broken obligation; or it settles it."""

        onward: list[_State]
        raised: Sequence[_State] = ()
        broken: Sequence[Outcome] = ()
        settled: bool = False

    def _run_event(self, method: Method, at: Site, event: Event, state: _State) -> _EventStep:
        self._events += 1
        self._spent += 1
        if self._probing:
            known_here = {node: v for node, v in state.environment.items() if "::" not in node and "%" not in node}
            if at == self._target and known_here not in self._reached:
                self._reached.append(known_here)
        match event:
            case Assign():
                return self._run_assign(method, at, event, state)
            case Read():
                return self._run_read(method, at, event, state)
            case Call():
                return self._run_call(method, at, event, state)
            case Return(_, value):
                result = UNKNOWN if value is None else self.evaluate(method, value, state.environment)
                if value is not None and not result.told:
                    result = result._replace(told=self._told_in_members(method, value, state.environment))
                if state.looked_at and value is not None and not result.told:
                    told = self._answer_tells(method, value, result)
                    result = result._replace(told=told, parts=tuple(p._replace(told=told) for p in result.parts))
                return self._EventStep([state._replace(result=result)])
            case Raise(_, type_, _):
                exception = type_ if type_ is not None else (state.exception or "")
                return self._EventStep([state._replace(exception=exception)])
            case Yield(_, value):
                handed = value is not None and self.evaluate(method, value, state.environment).told is Told.YES
                return self._EventStep([], settled=True) if handed else self._EventStep([state])

    def _told_in_members(self, method: Method, operand: Operand, environment: Environment) -> Told:
        """What the members of the objects in an operand tell."""
        owners = tuple(f"{self.program.node(method, place)}." for place in places_in(operand))
        return max((v.told for node, v in environment.items() if owners and node.startswith(owners)), default=Told.NO)

    def _answer_tells(self, method: Method, operand: Operand, result: Value) -> Told:
        """Whether an answer given after the test tells of the end: a constant or a tuple that is not the only one, a
        sum of what the receive yields elsewhere."""
        if result.is_known and Const(result.constant) in self.effects.answers(method):
            return Told.YES
        if any(self.program.node(method, place) in self.question.dependents for place in places_in(operand)):
            return Told.IN_PART
        if not isinstance(operand, Expr) or operand.op != "tuple":
            return Told.NO
        answers = {event.value for event in events_of(method) if isinstance(event, Return)}
        return Told.YES if len(answers) > 1 else Told.NO

    def _run_assign(self, method: Method, at: Site, event: Assign, state: _State) -> _EventStep:
        value = self.evaluate(method, event.value, state.environment)
        state = self._bind(method, state, self.program.node(method, event.target), value)
        setters = self.program.setters(method, event.target)
        if setters and not self._probing:
            targets = tuple(Target(setter, 0) for setter in setters)
            return self._enter(method, at, event, state, targets, [(event.value, "value")])
        return self._EventStep([state])

    def _run_read(self, method: Method, at: Site, event: Read, state: _State) -> _EventStep:
        node, result = self.program.node(method, event.place), self.program.node(method, event.result)
        value = state.environment.get(node)
        for row in self.effects.rows_of(method, event):
            subject = event.place.rpartition(".")[0]
            if self._concerns(method, subject):
                if row.member.role == "receive.complete" and not self._probing and row.member.at_failure is None:
                    return self._receive_again(method, at, event, row.member, state)
                answers = _foretells(row.member) if self._probing else row.member.at_end is not None
                if answers and self.question.ends:
                    value = known(row.member.at_end, Told.YES if row.member.role is None else Told.NO)
            fails = row.member.at_failure is not None and self.question.fails is not None
            if fails and (row.type.kind == "other" or self._concerns(method, subject)):
                value = known(row.member.at_failure, Told.YES if row.member.role is None else Told.NO)
        if value is None:
            owner, _, name = event.place.rpartition(".")
            whole = state.environment.get(self.program.node(method, owner), UNKNOWN)
            if whole.state is State.OBJECT and isinstance(whole.constant, str):
                item, _, kind = whole.constant.partition(":")
                value = _PART_AT_END[kind] if name == item else UNKNOWN
            elif self.program.apis.passes.get(name) == "receiver":
                value = whole
            else:
                value = told_unknown(whole.told)
            if not value.told:
                value = self._static_constant(method, event.place)
        getters = self.program.getters(method, event.place)
        state = self._bind(method, state, result, value)
        if getters and not self._probing and any(self._matters(getter) for getter in getters):
            return self._enter(method, at, event, state, tuple(Target(g, 0) for g in getters), [])
        return self._EventStep([state])

    def _static_constant(self, method: Method, place: str) -> Value:
        """An enumeration's member stands for its own name."""
        parts = place.split(".")
        if not place.startswith("::") or len(parts) < 2 or not parts[-1][:1].isupper():
            return UNKNOWN
        node = self.program.node(method, place)
        declared = self.program.index.types.get(node.partition("::")[0])
        if self.program.language == "python":
            is_member = declared is not None and parts[-1].isupper()
        else:
            is_member = "::" not in node[2:] if declared is None else declared.kind == "enum"
        return known(parts[-1]) if is_member else UNKNOWN

    # --- calls ---

    def _run_call(self, method: Method, at: Site, call: Call, state: _State) -> _EventStep:
        resolution = self.program.resolve(method, call)
        for row in resolution.rows:
            subject = self.effects.subject_of(method, call, row)
            if subject is not None and row.member.role is not None:
                step = self._meet_role(method, at, call, subject, row.member, state)
                if step is not None:
                    return step
        values = [self.evaluate(method, argument.value, state.environment) for argument in call.arguments]
        receiver = UNKNOWN if call.receiver is None else self.evaluate(method, call.receiver, state.environment)
        for row in resolution.rows:
            kept = argument_at(call, row.member.keeps) if row.member.keeps else None
            if kept is not None and self.evaluate(method, kept, state.environment).told:
                return self._EventStep([], settled=True)
            if row.member.raises_on_empty and any(value.told and value.is_empty for value in (*values, receiver)):
                raised = state._replace(exception=row.member.raises_on_empty, looked_at=True)
                return self._EventStep([], raised=[raised])
        if self._probing:
            return self._EventStep([self._with_result(method, call, state, UNKNOWN)])
        if any(row.member.never_returns for row in resolution.rows):
            return self._EventStep([], settled=True)
        if says(call.name, self.program.apis.handing) and (state.looked_at or any(value.told for value in values)):
            return self._EventStep([], settled=True)
        told = any(value.told for value in (*values, receiver))
        if told and not resolution.known and _asserts(call):
            return self._EventStep([], raised=[state._replace(exception="", looked_at=True)])
        if resolution.targets:
            close_by = told and len(self._active) <= MAX_TOLD_DEPTH and not self._coarse
            if close_by or any(self._matters(target.function) for target in resolution.targets):
                return self._enter(method, at, call, state, resolution.targets, None)
            if self.question.fails is not None and self._ends_another(call, resolution):
                state = state._replace(doubt=min(state.doubt + 2, MAX_DOUBT))
            return self._EventStep([self._with_result(method, call, state, UNKNOWN)])
        return self._run_unknown(method, at, call, state, resolution, values, receiver)

    def _meet_role(
        self, method: Method, at: Site, call: Call, subject: str, member: Member, state: _State
    ) -> _EventStep | None:
        """What a call's role does to the obligation; None if nothing."""
        role = member.role
        concerns = self._concerns(method, subject)
        if self._probing:
            if concerns and _foretells(member) and self.question.ends:
                return self._EventStep([self._with_result(method, call, state, known(member.at_end))])
            return None
        if role == self.question.settled_by and (concerns or self._loosely(method, subject)):
            if self.program.aliases.find(self.program.node(method, subject)) in self.program.borrowing:
                return None
            return self._EventStep([], settled=True)
        if role == "shutdown" and not concerns and self._is_connection(method, subject):
            # A relay: the other direction may still have something to say, and closes both when it has not.
            return self._EventStep([state._replace(doubt=min(state.doubt + 2, MAX_DOUBT))])
        if not concerns:
            return None
        if role == "connect":
            return self._EventStep([], settled=True)
        if role in self.question.broken_by and role == "receive.begin":
            trail = self._step(state.trail, method, call, "and is armed again here")
            return self._EventStep([], broken=[self._broken("rearm", state._replace(trail=trail))])
        if role == "receive.complete":
            return self._receive_again(method, at, call, member, state)
        if member.at_end is not None and self.question.ends:
            return self._EventStep([self._with_result(method, call, state, known(member.at_end))])
        return None

    def _receive_again(self, method: Method, at: Site, event: Call | Read, member: Member, state: _State) -> _EventStep:
        """A receive after the end of the stream yields the end again; coming back to one is a loop for ever."""
        if at in state.passed and state.bounded:
            return self._EventStep([])  # one more turn of a loop that ends
        if at in state.passed:
            trail = self._step(state.trail, method, event, "and yields the same again, for ever")
            return self._EventStep([], broken=[self._broken("spin", state._replace(trail=trail))])
        again = state._replace(passed=state.passed | {at})
        if self.question.fails is not None:
            return self._EventStep([], raised=[again._replace(exception=self.question.fails)])
        value = end_of_stream(member, self.program.language)
        if value is None:
            raises = member.raises_on_empty or "EOFError"
            return self._EventStep([], raised=[again._replace(exception=raises)])
        return self._EventStep([self._with_result(method, event, again, value)])

    def _broken(self, kind: Literal["rearm", "spin"], state: _State) -> Outcome:
        return Outcome(kind, UNKNOWN, None, (), state.passed, state.doubt, state.looked_at, state.trail, state.guards)

    def _step(self, trail: tuple[Step, ...], method: Method, event: Call | Read, message: str) -> tuple[Step, ...]:
        return (*trail[:MAX_STEPS_TOLD], Step(method.unit.path, event.span, message))

    def _with_result(self, method: Method, event: Call | Read, state: _State, value: Value) -> _State:
        return self._bind(method, state, self.program.node(method, event.result), value)

    def _bind(self, method: Method, state: _State, node: str, value: Value) -> _State:
        """The state with a new value at a node; only what tells of the end, or may decide a branch, is kept."""
        keep = value.told or (
            value.state is not State.UNKNOWN
            and not self._coarse
            and (
                node in self.effects.decisive.get(method.outermost, ())
                or node in self.question.flags
                or (self.question.fails is not None and node in self.question.dependents)
            )
        )
        environment = state.environment
        members = f"{node}."
        if not keep and node not in environment and not any(key.startswith(members) for key in environment):
            return state
        environment = {key: old for key, old in environment.items() if key != node and not key.startswith(members)}
        if keep:
            environment[node] = value
        return state._replace(environment=environment)

    def _run_unknown(
        self,
        method: Method,
        at: Site,
        call: Call,
        state: _State,
        resolution: Resolution,
        values: list[Value],
        receiver: Value,
    ) -> _EventStep:
        """A call of which at most an API row is known: its functions run, its result may tell, it raises doubt."""
        functions = [
            function
            for argument in call.arguments
            for function in self.program.functions_of(method, argument.value)
            if self._matters(function)
        ]
        if functions:
            inner = self._enter(method, at, call, state, tuple(Target(f, 0) for f in functions), [])
            if inner.settled:
                return inner
        passed = self.program.passed_operand(call, resolution)
        asked = self._asked_for_emptiness(call, resolution)
        if passed is not None:
            value = self.evaluate(method, passed, state.environment)
        elif asked is not None:
            value = emptiness(self.evaluate(method, asked, state.environment))
        elif self._keeps_emptiness(method, call, state, resolution, values, receiver):
            value = Value(State.EMPTY, None, max(*(v.told for v in values), receiver.told, Told.NO))
        elif call.form == "new":
            value = Value(State.OBJECT, None, min(max((v.told for v in values), default=Told.NO), Told.IN_PART))
        else:
            value = told_unknown(max((v.told for v in (*values, receiver)), default=Told.NO))
        state = self._with_result(method, call, state, value)
        if not resolution.rows:
            state = state._replace(doubt=min(state.doubt + self._doubt(method, call, values), MAX_DOUBT))
            state = self._fill(method, call, state, values)
        environment = dict(state.environment)
        for argument in call.arguments:
            if argument.mode in ("out", "ref") and isinstance(argument.value, str):
                environment.pop(self.program.node(method, argument.value), None)
        return self._EventStep([state._replace(environment=environment)])

    def _fill(self, method: Method, call: Call, state: _State, values: list[Value]) -> _State:
        """What is put into a local buffer or collection may be read back from it (``MemoryStream.Write``)."""
        if not isinstance(call.receiver, str) or weakened_all(values) is Told.NO:
            return state
        node = self.program.node(method, call.receiver)
        if "|" not in node or state.environment.get(node, UNKNOWN).told:
            return state
        return self._bind(method, state, node, told_unknown(Told.IN_PART))

    def _asked_for_emptiness(self, call: Call, resolution: Resolution) -> Operand | None:
        """The argument of which a call tells whether it is empty (``string.IsNullOrEmpty``)."""
        passes = None if resolution.known else self.program.apis.passes.get(call.name)
        return (
            argument_at(call, passes.removeprefix("is_empty:")) if passes and passes.startswith("is_empty:") else None
        )

    def _ends_another(self, call: Call, resolution: Resolution) -> bool:
        """Whether a callee is named for ending, and releases a connection not known to be the one asked about."""
        return says(call.name, self.program.apis.ending) and any(
            effect.role == self.question.settled_by
            for target in resolution.targets
            for effect in self.effects.of.get(target.function, ())
        )

    def _told_empty(self, method: Method, operand: Operand, state: _State) -> bool:
        value = self.evaluate(method, operand, state.environment)
        return value.told > Told.NO and value.is_empty

    def _keeps_emptiness(
        self,
        method: Method,
        call: Call,
        state: _State,
        resolution: Resolution,
        values: list[Value],
        receiver: Value,
    ) -> bool:
        passes = next((row.member.passes for row in resolution.rows if row.member.passes), None)
        passes = passes or self.program.apis.passes.get(call.name)
        if passes == "emptiness:receiver":
            return receiver.told > 0 and receiver.is_empty
        if passes == "emptiness:arguments":
            return any(value.told and value.is_empty for value in values)
        if passes is not None and passes.startswith("emptiness:argument:"):
            argument = argument_at(call, passes.removeprefix("emptiness:"))
            return argument is not None and self._told_empty(method, argument, state)
        return False

    def _doubt(self, method: Method, call: Call, values: list[Value]) -> int:
        """How much less sure a finding is after a call that nobody can look into."""
        if call.form == "new":
            return 1 if any(self._concerns(method, a.value) for a in call.arguments if isinstance(a.value, str)) else 0
        name = call.name or (call.callee or "").rpartition(".")[2]
        if says(name, self.program.apis.logging) or name in HARMLESS:
            return 0
        operands = [argument.value for argument in call.arguments]
        if call.receiver is not None:
            operands.append(call.receiver)
        given = any(
            self._concerns(method, place) for operand in operands for place in places_in(operand) if place != "this"
        )
        own = call.receiver in (None, "this") or call.form == "base"
        if own and self.question.fails is not None and any(v.told and v.state is State.OBJECT for v in values):
            return 2  # the failure itself is told to somebody nobody knows
        if says(name, self.program.apis.ending):
            return 2 if given or own else 0 if self._is_foreign(method, call.receiver) else 1
        return 1 if given else 0

    def _is_foreign(self, method: Method, receiver: Operand | None) -> bool:
        """Whether a receiver is declared to be of a type of which neither the program nor a model knows anything."""
        return isinstance(receiver, str) and self.program.is_foreign(self.program.node(method, receiver))

    # --- entering callees ---

    def _matters(self, function: int) -> bool:
        """Whether a function can release or receive on the connection, or decide a flag that is tested; after a failure
        also whether it raises."""
        answer = self._relevant.get(function)
        if answer is None:
            raises = self.question.fails is not None and Effect("raise", "") in self.effects.own[function]
            answer = self._relevant[function] = raises or any(
                self._effect_matters(effect.role, effect.target) for effect in self.effects.of.get(function, ())
            )
        return answer

    def _effect_matters(self, role: str, target: str) -> bool:
        if role == "write":
            return target in self.question.flags
        if role == self.question.settled_by:
            return self.question.loose or target == self.question.family
        return role in _MATTERING and target == self.question.family

    def _concerns(self, method: Method, place: str) -> bool:
        return self.program.family(self.program.node(method, place)) == self.question.family

    def _loosely(self, method: Method, place: str) -> bool:
        """Whether a connection of another name may be the one asked about."""
        return self.question.loose and self._is_connection(method, place)

    def _is_connection(self, method: Method, place: str) -> bool:
        return self.program.kind(self.program.node(method, place)) in ("connection", "stream")

    def _enter(
        self,
        method: Method,
        at: Site,
        event: Call | Read | Assign,
        state: _State,
        targets: Sequence[Target],
        arguments: Sequence[tuple[Operand, str]] | None,
    ) -> _EventStep:
        """Run the functions that an event may run, and go on with what they leave unsettled."""
        onward: list[_State] = []
        raised: list[_State] = []
        broken: list[Outcome] = []
        settled = False
        with_body = [target for target in targets if self.program.methods[target.function].function.blocks]
        for target in with_body or targets:
            callee = self.program.methods[target.function]
            if not callee.function.blocks or callee.id in self._active or len(self._active) >= MAX_DEPTH:
                onward.append(state)
                continue
            bound = (
                list(bind(event, callee, target.skip)) if isinstance(event, Call) and arguments is None else arguments
            )
            summary = self._summary(method, callee, state, bound or [])
            settled = settled or summary.settles
            for outcome in summary.unsettled:
                doubt = state.doubt + outcome.doubt
                if summary.settles and outcome.kind in ("return", "raise"):
                    doubt += 2  # closed on some of its paths: the condition is one that nobody here can decide
                again = bool(outcome.passed) and at in state.passed
                trail = (*state.trail, *(step for step in outcome.trail if step not in state.trail))[:MAX_STEPS_TOLD]
                after = state._replace(
                    passed=state.passed | {at} if outcome.passed else state.passed,
                    doubt=min(doubt, MAX_DOUBT),
                    looked_at=state.looked_at or outcome.looked_at,
                    trail=trail,
                )
                if outcome.kind in ("rearm", "spin"):
                    broken.append(outcome._replace(doubt=min(doubt, MAX_DOUBT), trail=trail, looked_at=after.looked_at))
                elif again and state.bounded:
                    continue
                elif again and isinstance(event, Call | Read):
                    trail = self._step(trail, method, event, "and the same happens again, for ever")
                    broken.append(self._broken("spin", after._replace(trail=trail)))
                elif outcome.kind == "raise":
                    environment = {**state.environment, **dict(outcome.fields)}
                    raised.append(after._replace(environment=environment, exception=outcome.exception or ""))
                else:
                    environment = {**state.environment, **dict(outcome.fields)}
                    if isinstance(event, Call):
                        self._take_back(method, event, environment, outcome)
                    after = after._replace(environment=environment)
                    if isinstance(event, Call | Read):
                        after = self._with_result(method, event, after, outcome.value)
                    onward.append(after)
        return self._EventStep(onward, raised, broken, settled)

    def _summary(self, method: Method, callee: Method, state: _State, bound: Sequence[tuple[Operand, str]]) -> Outcomes:
        """The outcomes of a callee entered with these arguments."""
        inherited = {
            node: value
            for node, value in state.environment.items()
            if value is not UNKNOWN and (not self._dies(method, callee, node))
        }
        out_values: list[tuple[str, str]] = []
        for operand, parameter in bound:
            node = self.program.node(callee, parameter)
            inherited[node] = self.evaluate(method, operand, state.environment)
            if isinstance(operand, str):
                out_values.append((node, self.program.node(method, operand)))
        key = (callee.id, frozenset(inherited.items()))
        found = self._summaries.get(key)
        if found is None:
            start = _State(0, 0, inherited, frozenset(), 0, False, UNKNOWN, None, ())
            found = self._explore(callee, start)
            self._summaries[key] = found
        return found

    def _dies(self, method: Method, callee: Method, node: str) -> bool:
        """Whether a callee cannot see a node: the caller's locals, unless both belong to one function nest."""
        return method.outermost != callee.outermost and node.startswith(f"{method.outermost}|")


#: For what follows paths in a way of its own.
Point: TypeAlias = _State
EventStep: TypeAlias = Simulation._EventStep


def _foretells(member: Member) -> bool:
    """Whether this member answers as it does at the end already before a receive that yields the end. One that asks
    whether the stream *has* ended (``at_eof``) is asked before the end comes."""
    return member.at_end is not None and member.at_end is not True


def _asserts(call: Call) -> bool:
    """Whether a call is a test framework's assertion (``Assert.Equal``, ``self.assertTrue``), which the end fails."""
    name = (call.callee or "").removeprefix("::")
    return name.startswith("Assert.") or (
        call.name.startswith("assert") and name.rpartition(".")[0] in ("this", "self")
    )


#: What the telling part of a receive's result is at the end of the stream.
_PART_AT_END = {
    "zero": known(0, Told.YES),
    "empty": Value(State.EMPTY, None, Told.YES),
    "null": known(None, Told.YES),
    "negative": known(-1, Told.YES),
    "true": known(True, Told.YES),
}


def _distinct(states: list[_State]) -> list[_State]:
    """States that differ in more than the way they were reached, up to a limit."""
    if len(states) < 2:
        return states
    return list({state.key(): state for state in reversed(states)}.values())[::-1][:MAX_ABREAST]


def _guarded(outcome: Outcome, settling: set[Guard]) -> Outcome:
    """Less sure of a way on that only a condition nobody can decide keeps from where the connection is released.

    If what it tests was computed from the receive's result, it may well be the test for the end.
    """
    kept = [guard for guard in outcome.guards if guard._replace(holds=not guard.holds) in settling]
    weaker = any(guard.told or outcome.kind in ("return", "raise") for guard in kept)
    return outcome._replace(doubt=min(outcome.doubt + 2, MAX_DOUBT) if weaker else outcome.doubt, guards=frozenset())


def weakened_all(values: Iterable[Value]) -> Told:
    """What a combination of values tells of the end of the stream: never more than a part."""
    return min(max((value.told for value in values), default=Told.NO), Told.IN_PART)


def end_of_stream(member: Member, language: Language) -> Value | None:
    """What a receive yields at the end of the stream; None if it raises."""
    if member.end_of_stream is None:
        return None
    value = _PART_AT_END[member.end_of_stream]
    if language == "python" and member.end_of_stream == "empty":
        value = known(b"", Told.YES)
    if member.item is None:
        return value
    if isinstance(member.item, str):
        return Value(State.OBJECT, f"{member.item}:{member.end_of_stream}", Told.YES)
    parts = tuple(value if at == member.item else UNKNOWN for at in range(max(member.item + 1, 2)))
    return Value(State.TUPLE, None, Told.YES, parts)
