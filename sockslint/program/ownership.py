"""Follows a program's paths after a connection has been made: is it released, or handed to anybody, on each of them?

The exploration is `exploration`'s. What is followed here is the handle itself: a value *tells* of the connection if it
is a handle on it (`Told.YES`: to release it releases the connection; `Told.IN_PART`: it only borrows, or holds one).
So the answer is one of this connection alone, whatever else the same variables hold in other turns of a loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from sockslint.findings import Step
from sockslint.flow.model import (
    Assign,
    Block,
    Branch,
    Call,
    Closure,
    Const,
    Dispatch,
    Event,
    Expr,
    Operand,
    Raise,
    Read,
    Return,
    Yield,
    is_free,
    is_temporary,
    without_mark,
)
from sockslint.program.analyses import Analyses
from sockslint.program.apis import Row
from sockslint.program.calls import Resolution, Site, Target, argument_at, bind, bind_defaults
from sockslint.program.exploration import MAX_DEPTH
from sockslint.program.index import Method
from sockslint.program.local_lists import LocalLists
from sockslint.program.nodes import is_member, is_of_temporary, owner_and_name
from sockslint.program.paths import (
    MAX_STEPS_TOLD,
    Environment,
    EventStep,
    Outcome,
    Outcomes,
    Point,
    Question,
    doubted,
)
from sockslint.program.simulation import Simulation
from sockslint.program.values import OBJECT, UNKNOWN, State, Told, Value, known
from sockslint.program.words import says
from sockslint.rulebook.model import Member, Role
from sockslint.text import Span

HANDLE = Value(State.OBJECT, None, Told.YES)
BORROWED = Value(State.OBJECT, None, Told.IN_PART)
#: What tells something of any object, and keeps nothing.
_DESCRIBES = frozenset("len type str repr hasattr bool ToString nameof GetType".split())
#: What is told of a return that leaves a connection open.
RETURNS = "returns, and it is still open"
_SETTLED = EventStep([], settled=True)
#: What may well fail, whatever else is open by then: the peer is not there.
_REACHING = frozenset(("connect", "open", "send"))


class Ownership(Simulation):
    """Follows one connection from the event that makes it. What it leaves unsettled is released on some path by
    nobody. At most one call on the connection is taken to fail on a path; it is in `Outcome.passed` then."""

    def __init__(self, analyses: Analyses, owes: Role) -> None:
        question = Question("", False, owes, (), False, frozenset(), frozenset())
        super().__init__(analyses, question)
        self._lists = LocalLists(analyses, owes)
        self._made: Site | None = None
        self._accepted = False

    def after_making(self, site: Site, call: Call, member: Member, trail: tuple[Step, ...]) -> Outcomes:
        """The unsettled outcomes of the function in which the call at `site` makes a connection."""
        method = self.program.methods[site.method]
        self._made, self._accepted = site, member.role == "accept"
        node = self.program.node(method, call.result)
        created = self.program.created_type(method, call)
        if created is None and len(types := self.program.types(node)) == 1:
            (created,) = types
        made: Environment = {node: self._yielded(member, created)}
        found: list[Outcome] = []
        settles = False
        for before in self.before(site) or [{}]:
            outcomes = self.after(site, {**before, **made}, trail, frozenset())
            kept = [outcome for outcome in outcomes.unsettled if _is_left_in_member(outcome)]
            found.extend(outcome for outcome in outcomes.unsettled if outcome not in kept)
            settles = settles or outcomes.settles or any(outcome.kind == "return" for outcome in kept)
        return Outcomes(tuple(found), settles)

    def after_entrusting(self, method: Method, place: str, type_: str, trail: tuple[Step, ...]) -> Outcomes:
        """The unsettled outcomes of a function that is given a connection, of this type, as its parameter `place`."""
        given: Environment = {self.program.node(method, place): replace(HANDLE, constant=type_)}
        return self._explore(method, Point(0, 0, given, frozenset(), 0, False, UNKNOWN, None, trail))

    def _yielded(self, member: Member, created: str | None) -> Value:
        """What is made: a handle that knows its type, or a tuple with the handles among its parts."""
        if not isinstance(member.returns, list):
            return replace(HANDLE, constant=member.returns or created)
        parts = tuple(self._part(name) for name in member.returns)
        return Value(State.TUPLE, None, Told.YES, parts)

    def _part(self, type_: str) -> Value:
        """A part of what is made, by its type: only one that can be released is a handle of its own."""
        apis = self.program.apis
        if type_ not in apis.types or apis.kind(type_) == "other":
            return UNKNOWN
        names = {m.name for base in apis.ancestry(type_) if base in apis.types for m in apis.types[base].members}
        releases = any(self._releases(type_, name) for name in names)
        return replace(HANDLE if releases else BORROWED, constant=type_)

    # --- values ---

    def _outlasts(self, node: str) -> bool:
        return super()._outlasts(node) if self._accepted else not is_of_temporary(node)

    def _is_handle(self, node: str) -> bool:
        return False

    def evaluate(self, method: Method, operand: Operand, environment: Environment) -> Value:
        """The abstract value of an operand; a member that is another handle on a connection is one (``x.Client``)."""
        value = super().evaluate(method, operand, environment)
        if isinstance(operand, str) and not value.told and self._is_event(method, operand):
            return OBJECT  # somebody has subscribed: whose program this is, if not the one at hand
        if isinstance(operand, str) and "." in operand and not value.told and environment:
            derived = self._derived_member(method, operand, environment)
            return derived if derived.told else value
        return value

    def _is_event(self, method: Method, place: str) -> bool:
        type_, name = owner_and_name(self.program.node(method, place))
        declared = self.program.index.types.get(type_)
        return declared is not None and name in declared.fields and declared.fields[name][1].form == "event"

    def _derived_member(self, method: Method, place: str, environment: Environment) -> Value:
        holder, _, name = place.rpartition(".")
        owner = self.evaluate(method, holder, environment)
        if name == "[]":  # an index into a tuple means the one handle in it
            handles = [part for part in owner.parts if part.told is Told.YES]
            return handles[0] if len(handles) == 1 else UNKNOWN
        if owner.told:
            for row in self.program.rows_of_member(method, place, "get"):
                if row.member.derives_from == "receiver":
                    return owner if row.member.owns else BORROWED
        return UNKNOWN

    def _evaluate_expression(self, op: str, values: list[Value]) -> Value:
        if op.startswith("is:") and values[0].told is Told.YES and isinstance(type_ := values[0].constant, str):
            return known(True) if type_.rpartition(".")[2] == op[3:].rpartition(".")[2] else UNKNOWN
        value = super()._evaluate_expression(op, values)
        carries = op in ("tuple", "collection", "gathered", "await", "element", "slice") or op.startswith(
            ("cast:", "item:")
        )
        return value if carries else replace(value, told=Told.NO)

    def _follow(self, method: Method, block: Block, state: Point) -> Iterable[Point]:
        match block.exit:
            case Branch(Expr("iterates", (Expr("tuple" | "collection") as held,))):
                if self.evaluate(method, held, state.environment).told:
                    return  # each of what is written there has its turn (``for each in (one, another)``)
            case Branch(Expr("!=", (str(), Const(None))), then, _, span) if self._gives_if_there(
                method, then, span, state
            ):
                yield replace(state, block=then, at=0)  # whose program this is, if nobody is there
                return
        for following in super()._follow(method, block, state):
            yield replace(following, looked_at=state.looked_at)

    def _gives_if_there(self, method: Method, block: int, asked: Span, state: Point) -> bool:
        """Whether a block is where somebody who may be null is given a handle (``owner?.Add(client)``), if the test
        for null, at `asked`, is a part of the call."""
        return block >= 0 and any(
            isinstance(event, Call)
            and event.span.start <= asked.start < asked.end < event.span.end
            and any(self.evaluate(method, argument.value, state.environment).told for argument in event.arguments)
            for event in method.function.blocks[block].events
        )

    def _told(self, trail: tuple[Step, ...], method: Method, span: Span, what: str) -> tuple[Step, ...]:
        return trail

    # --- events ---

    def _run_event(self, method: Method, at: Site, event: Event, state: Point) -> EventStep:
        if self._probing:
            return super()._run_event(method, at, event, state)
        self._events += 1
        self._spent += 1
        if at == self._made and self._outermost and not self._held(method, state):
            return _SETTLED  # another turn of a comprehension, whose list holds what was made
        match event:
            case Assign():
                return self._run_handing(method, event, state)
            case Read():
                return EventStep(
                    [self.knowledge.with_result(method, event, state, self._value_of_read(method, event, state))]
                )
            case Call():
                return self._run_call(method, at, event, state)
            case Return(_, value):
                result = UNKNOWN if value is None else self.evaluate(method, value, state.environment)
                if result.told and self._outermost:
                    return _SETTLED
                trail = state.trail
                if self._outermost:
                    trail = (*trail[:MAX_STEPS_TOLD], Step(method.unit.path, event.span, RETURNS))
                return EventStep([replace(state, result=result, trail=trail)])
            case Yield(_, value):
                handed = value is not None and self.evaluate(method, value, state.environment).told
                return _SETTLED if handed else EventStep([state])
            case Raise(_, type_, _):
                if type_ is not None and not self._outermost and self._is_misuse(method, type_):
                    return EventStep([])  # an argument check, which does not fail in a program that is right otherwise
                if not state.passed and type_ is not None:
                    state = replace(
                        state, trail=(*state.trail[:MAX_STEPS_TOLD], Step(method.unit.path, event.span, "raises"))
                    )
                return super()._run_event(method, at, event, state)

    def _is_misuse(self, method: Method, type_: str) -> bool:
        return not self.exceptions.ancestry(method, type_).isdisjoint(self.program.apis.misuse)

    @property
    def _outermost(self) -> bool:
        return self._depth == 1

    def _held(self, method: Method, state: Point) -> bool:
        """Whether some variable still holds a handle, or a scope that ends later (``with socket() as s: s = None``)."""
        scopes = {self.program.node(method, scope) for scope in self.analyses.shape(method).scopes}
        return any(
            value.told and (not is_of_temporary(node) or node in scopes) for node, value in state.environment.items()
        )

    def _value_of_read(self, method: Method, read: Read, state: Point) -> Value:
        owner, _, name = read.place.rpartition(".")
        derived = self._derived_member(method, read.place, state.environment)
        if derived.told:
            return derived
        holder = self.evaluate(method, owner, state.environment) if owner else UNKNOWN
        if holder.told and self._is_method(method, read.place, holder):
            return BORROWED  # a bound method, which has the handle
        if owner and self.program.apis.passed(name) == "receiver":
            return self.evaluate(method, owner, state.environment)
        if self._is_event(method, read.place):
            return OBJECT
        known_here = state.environment.get(self.program.node(method, read.place), UNKNOWN)
        return known_here if known_here is not UNKNOWN else self._static_constant(method, read.place)

    def _is_method(self, method: Method, place: str, holder: Value) -> bool:
        """Whether a member of what is held is a method: the known type's, the program's own, or a base's."""
        owner, _, name = place.rpartition(".")
        rows = self.program.apis.rows(holder.constant, name) if isinstance(holder.constant, str) else ()
        if any(row.member.form == "call" for row in (*rows, *self.program.rows_of_member(method, place, "call"))):
            return True
        return any(self.program.index.methods(type_, name) for type_ in self.program.receiver_types(method, owner))

    def _run_handing(self, method: Method, event: Assign, state: Point) -> EventStep:
        """An assignment: to what outlives the function it hands the connection on; to another name it may lose it."""
        value = self.evaluate(method, event.value, state.environment)
        if self._captures(method, event.value, state):
            return _SETTLED
        packed = isinstance(event.value, Expr) and event.value.op == "tuple"
        if not self._is_own(method, event):
            value = UNKNOWN if self._only_reads(value) else value
            if value.told and (packed or value.state is not State.TUPLE):
                if packed or not self._may_be_given_up(method, event):
                    return _SETTLED
            elif event.value != Const(None) and self._is_held_by_member(method, event.target, state):
                return _SETTLED  # a member held it until now, and who else has it by then nobody knows
        if any(
            isinstance(part, Expr) and part.op == "collection" and self.evaluate(method, part, state.environment).told
            for part in (event.value, *(event.value.operands if isinstance(event.value, Expr) else ()))
        ) and not self._lists.is_only_looked_through(method, event.target):
            return _SETTLED  # it is in a list, or what is added to one (``held += [one, other]``)
        after = self.knowledge.assigned(method, event, state, value)
        if after is not state and self._outermost and self._held(method, state) and not self._held(method, after):
            trail = (
                *state.trail[:MAX_STEPS_TOLD],
                Step(method.unit.path, event.span, "the name is given another value"),
            )
            lost = Outcome("lost", UNKNOWN, None, (), state.passed, state.doubt, state.looked_at, trail, state.guards)
            return EventStep([], broken=[lost])
        return EventStep([after])

    def _only_reads(self, value: Value) -> bool:
        """Whether a value is the part of what was made that nobody can release it by: asyncio's reader."""
        type_ = value.constant
        return value.told is Told.IN_PART and isinstance(type_, str) and value == replace(BORROWED, constant=type_)

    def _is_held_by_member(self, method: Method, place: str, state: Point) -> bool:
        """Whether a member holds the connection, and not as a part of a handle on it (``client.Client``)."""
        if not self.evaluate(method, place, state.environment).told:
            return False
        return not self.evaluate(method, place.rpartition(".")[0], state.environment).told

    def _may_be_given_up(self, method: Method, event: Assign) -> bool:
        """Whether what a member is given here may be lost by the same function, which sets the member to null."""
        held = is_member(self.program.node(method, event.target))
        return held and self._outermost and event.target in self.analyses.shape(method).given_up

    def _is_own(self, method: Method, event: Assign) -> bool:
        """Whether a place is the function's own, and dies with it."""
        if "." in event.target:
            return False
        if is_free(event.target):
            return method.function.kind == "module"
        if is_temporary(event.target):
            return True
        if any(p.place == event.target and p.mode in ("out", "ref") for p in method.function.parameters):
            return False
        node = self.program.node(method, event.target)
        return not any(
            not self._within(method, id_) or self.program.methods[id_].function.span.start < event.span.start
            for id_ in self.analyses.locals.mentions.get(node, ())
            if id_ != method.id
        )

    def _within(self, method: Method, function: int) -> bool:
        """Whether a function stands in another, however deep."""
        unit, inner = method.unit, self.program.methods[function].function
        while inner.parent is not None:
            if inner.parent == method.function.number:
                return True
            inner = unit.functions[inner.parent]
        return False

    def _captures(self, method: Method, operand: Operand, state: Point) -> bool:
        """Whether a function is made here that speaks of a handle."""
        match operand:
            case Closure(function):
                made = self.program.methods[self.program.index.function_ids[method.unit.path, function]]
                return any(
                    id_ == made.id or self._within(made, id_)
                    for node, value in state.environment.items()
                    if value.told
                    for id_ in self.analyses.locals.mentions.get(node, ())
                )
            case Expr(_, operands):
                return any(self._captures(method, part, state) for part in operands)
            case _:
                return False

    # --- calls ---

    def _run_call(self, method: Method, at: Site, call: Call, state: Point) -> EventStep:
        state = self.knowledge.resized(method, call, state)
        environment = state.environment
        called_on = self.program.receiver_of(call)
        receiver = UNKNOWN if called_on is None else self.evaluate(method, called_on, environment)
        resolution = self._resolve(method, call, receiver)
        given = [a for a in call.arguments if self.evaluate(method, a.value, environment).told]
        if any(self._captures(method, a.value, state) for a in call.arguments):
            return _SETTLED
        scoped = receiver.constant if call.name == "__enter__" and receiver.told is Told.YES else None
        if isinstance(scoped, str) and self._releases(scoped, "__exit__"):
            return _SETTLED  # whatever name it goes by when the scope ends
        raised: list[Point] = []
        for row in resolution.rows:
            if row.member.never_returns or self._is_kept(method, call, row, state):
                left = self._left_by_callback(method, call, row, state)
                return EventStep(left) if left else _SETTLED
            subject = self.effects.subject_of(call, row)
            told = Told.NO if subject is None else self.evaluate(method, subject, environment).told
            if told is Told.YES and row.member.role == self.question.settled_by:
                return _SETTLED
            if told and row.member.role == "liveness" and row.member.at_end is False:
                # It asks whether somebody has closed the connection, and so far nobody has.
                return EventStep([self.knowledge.with_result(method, call, state, known(False))])
            if told or (row.member.role in _REACHING and at != self._made):
                raised.extend(self._failures(method, at, call, row, state))
            if told and row.member.role == "connect" and isinstance(subject, str):
                state = self._connected(method, call, row, subject, state)
        if resolution.targets:
            return self._run_targets(method, call, state, resolution, [a.value for a in given], receiver)
        if call.receiver is None and call.callee and self.evaluate(method, call.callee, environment).told:
            return _SETTLED  # a bound method, kept under another name
        if given and not resolution.rows and not self._only_looks(call):
            return _SETTLED
        continues = call.name in self.program.apis.continuations
        if receiver.told and not resolution.rows and (continues or says(call.name, self.program.apis.ending)):
            return _SETTLED
        value = self._value_of_call(method, call, resolution, state)
        if receiver.told and not resolution.known and isinstance(call.receiver, str) and is_temporary(call.receiver):
            value = receiver  # one in a chain of calls: a task with a time limit is still the task
        if given and call.form == "new" and not value.told:
            return _SETTLED
        after = self.knowledge.unfollowed(method, call, resolution, state)
        if after is not state and _lets_go(environment, after.environment):
            return EventStep([], raised, settled=True)  # who may have written to the member may have it from there
        return EventStep([self.knowledge.with_result(method, call, after, value)], raised)

    def _releases(self, type_: str, name: str) -> bool:
        """Whether a member of a type releases what it is called on."""
        return any(row.member.role == self.question.settled_by for row in self.program.apis.rows(type_, name))

    def _connected(self, method: Method, call: Call, row: Row, subject: str, state: Point) -> Point:
        """The state after a connect that has not failed, and has come to its end: its connection says so if asked."""
        if row.member.io != "sync" and not call.awaited:
            return state
        environment = state.environment.copy()
        for member in row.type.members:
            if member.form == "get" and member.role == "liveness":
                node = self.program.node(method, f"{subject}.{member.name}")
                self.knowledge.note(node)
                environment[node] = known(member.at_end)
        return replace(state, environment=environment)

    def _resolve(self, method: Method, call: Call, receiver: Value) -> Resolution:
        """What a call is; on a handle whose type is lost to the linker, what it is by the type that was made."""
        resolution = self.program.resolve(method, call)
        if receiver.told and not resolution.rows and isinstance(receiver.constant, str):
            rows = self.program.rows_for(method, call, receiver.constant)
            return Resolution(rows) if rows else resolution
        return resolution

    def _is_kept(self, method: Method, call: Call, row: Row, state: Point) -> bool:
        """Whether a call gives a handle to somebody who keeps it: a thread, a callback, a selector, an exit stack, what
        is told of by event args."""
        # A selector tells of what it keeps by what it was given with it.
        kept = [argument_at(call, which) for which in (row.member.keeps, *row.member.puts.values())]
        if row.member.answer == "pending":
            kept.append(call.receiver)  # whose handler is given it when it has completed
        if any(each is not None and self.evaluate(method, each, state.environment).told for each in kept):
            return True
        if row.member.callback is None and row.member.state is None:
            return False
        return any(self.evaluate(method, argument.value, state.environment).told for argument in call.arguments)

    def _left_by_callback(self, method: Method, call: Call, row: Row, state: Point) -> list[Point]:
        """The states after a connect has been begun with the handle as its state, if the callback leaves it unsettled:
        until it is connected nobody else has it."""
        operand, callback = argument_at(call, row.member.state), argument_at(call, row.member.callback)
        if row.member.role != "connect" or operand is None or callback is None or len(self._active) >= MAX_DEPTH:
            return []
        value = self.evaluate(method, operand, state.environment)
        left: list[Point] = []
        for function in self.program.functions_of(method, callback) if value.told is Told.YES else ():
            callee = self.program.methods[function]
            given = next((parameter.place for parameter in callee.function.given), None)
            if given is None or not callee.function.blocks or callee.id in self._active:
                return []
            given_state = {self.program.node(callee, f"{given}.AsyncState"): value}
            start = Point(0, 0, given_state, state.passed, 0, state.looked_at, UNKNOWN, None, state.trail)
            left.extend(
                replace(state, passed=outcome.passed, looked_at=outcome.looked_at, trail=outcome.trail)
                for outcome in self._explore(callee, start).unsettled
            )
        return left

    def _failures(self, method: Method, at: Site, call: Call, row: Row, state: Point) -> Iterator[Point]:
        """The states after a call on the connection that has failed, as far as it is one that plausibly does."""
        member = row.member
        waits = (
            member.io == "sync" or call.awaited or not call.discarded or member.name in self.program.apis.completions
        )
        if (
            member.io is None
            or not waits
            or member.derives_from
            or member.completed_by
            or member.answer == "pending"
            or state.passed
        ):
            return
        step = Step(method.unit.path, call.span, "fails")
        raises = row.type.raises if member.raises is None else member.raises
        handler = method.function.blocks[at.block].on_raise
        if member.raises_seldom and handler >= 0 and isinstance(method.function.blocks[handler].exit, Dispatch):
            raises = [*raises, *member.raises_seldom]
        for exception in raises:
            yield replace(
                state,
                exception=exception,
                looked_at=True,
                passed=frozenset((at,)),
                trail=(*state.trail[:MAX_STEPS_TOLD], step),
            )

    def _only_looks(self, call: Call) -> bool:
        """Whether what is given a handle does nothing with it that outlasts the call."""
        apis = self.program.apis
        name = call.name or without_mark(call.callee or "").rpartition(".")[2]
        borrows = name in apis.borrowing and (call.awaited or not name.endswith("Async"))
        return borrows or name in apis.collections.looks or name in _DESCRIBES or says(name, apis.logging)

    def _value_of_call(self, method: Method, call: Call, resolution: Resolution, state: Point) -> Value:
        for row in resolution.rows:
            source = row.member.derives_from
            if source is not None:
                operand = call.receiver if source == "receiver" else argument_at(call, source)
                value = UNKNOWN if operand is None else self.evaluate(method, operand, state.environment)
                if value.told:
                    handle = value.told is Told.YES and self.program.owns(call, row.member)
                    made = self._yielded(row.member, self.program.created_type(method, call))
                    return made if handle else replace(made, told=Told.IN_PART, parts=())
        passed = self.program.passed_operand(call, resolution)
        return UNKNOWN if passed is None else self.evaluate(method, passed, state.environment)

    def _run_targets(
        self,
        method: Method,
        call: Call,
        state: Point,
        resolution: Resolution,
        given: Sequence[Operand],
        receiver: Value,
    ) -> EventStep:
        """A call of the program's own functions: those that are given a handle, or speak of one, are entered."""
        spoken_of = any(
            self._speaks_of(target.function, node)
            for node, value in state.environment.items()
            if value.told
            for target in resolution.targets
        )
        if not given and not receiver.told and not spoken_of:
            exception = self.analyses.noreturn.raised_by(method, call)
            if exception is not None:
                return EventStep([], raised=[replace(state, exception=exception)])
            after = self.knowledge.unfollowed(method, call, resolution, state)
            return EventStep([self.knowledge.with_result(method, call, after, UNKNOWN)])
        if call.form == "new" or self.program.created_type(method, call) is not None:
            return _SETTLED  # an owner
        onward: list[Point] = []
        raised: list[Point] = []
        settling = 0
        for target in resolution.targets:
            callee = self.program.methods[target.function]
            bound = [
                *bind(call, callee, target.skip),
                *bind_defaults(call, callee, target.skip),
                *self._own(call, target, callee),
            ]
            own = self.program.node(callee, "this")
            if any(operand not in [source for source, _ in bound] for operand in given):
                return _SETTLED  # one of many arguments, which are handed on together
            runs_apart = "async" in callee.function.flags and not call.awaited
            if runs_apart and not call.discarded:
                return _SETTLED  # a task
            if not self._may_enter(callee):
                return _SETTLED
            summary = self._summary(method, callee, state, bound)
            settling += summary.settles
            for outcome in summary.unsettled:
                if (outcome.passed and state.passed) or (runs_apart and outcome.kind == "raise"):
                    continue  # what fails in a task that nobody awaits does not come back to the caller
                left = {node: value for node, value in outcome.fields if node != own}
                after = replace(
                    state,
                    environment=self.knowledge.come_back(method, call, callee.id, state, left),
                    passed=state.passed | outcome.passed,
                    looked_at=state.looked_at or outcome.looked_at,
                    trail=(*state.trail, *outcome.trail)[:MAX_STEPS_TOLD],
                )
                if outcome.kind == "raise":
                    raised.append(replace(after, exception=outcome.exception or ""))
                else:
                    onward.append(self.knowledge.with_result(method, call, after, outcome.value))
        if 0 < settling < len(resolution.targets):  # nobody here can decide which of them is called
            onward, raised = ([doubted(each, 2) for each in states] for states in (onward, raised))
        return EventStep(onward, raised, settled=settling > 0)

    def _speaks_of(self, function: int, node: str) -> bool:
        """Whether a function mentions a local that it captures, or releases what a member holds."""
        if is_member(node):
            return self.program.family(node) in self.effects.targets(function, self.question.settled_by)
        return function in self.analyses.locals.mentions.get(node, ())

    def _own(self, call: Call, target: Target, callee: Method) -> Iterator[tuple[Operand, str]]:
        """The receiver of a call with the place that holds it in the function that is called, if it has one."""
        parameters = callee.function.parameters
        receiver = self.program.receiver_of(call)
        if receiver is None:
            return
        if self.program.language == "csharp" and "static" not in callee.function.flags:
            yield receiver, "this"
        elif target.skip and parameters and parameters[0].place != "this":
            yield receiver, parameters[0].place


def _lets_go(before: Environment, after: Environment) -> bool:
    """Whether it is no longer known what a member holds that held the connection."""
    return any(value.told and is_member(node) and node not in after for node, value in before.items())


def _is_left_in_member(outcome: Outcome) -> bool:
    """Whether a member holds the connection when the function is left, so that others may release it."""
    return outcome.kind in ("return", "raise") and any(value.told and is_member(node) for node, value in outcome.fields)
