"""Follows a program's paths after an event whose outcome is assumed: what if this receive yields end-of-stream?

A path ends where the obligation is settled or broken; what reaches the function's exit is an outcome, for each caller
to answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sockslint.flow.model import (
    Assign,
    Call,
    Const,
    Event,
    Expr,
    Operand,
    Raise,
    Read,
    Return,
    Yield,
    holder,
    places_in,
)
from sockslint.program.analyses import Analyses
from sockslint.program.apis import Row
from sockslint.program.calls import Resolution, Site, Target, argument_at
from sockslint.program.evaluation import PART_AT_END, end_of_stream, is_null_of_end
from sockslint.program.exploration import Exploration
from sockslint.program.index import Method, events_of
from sockslint.program.nodes import is_member, is_of_temporary, members_of, within
from sockslint.program.opaque import OpaqueCalls
from sockslint.program.paths import (
    ANOTHER,
    FORGOTTEN,
    HANDED,
    SENT,
    Environment,
    EventStep,
    Note,
    Point,
    Question,
    came_again,
    doubted,
    noting,
    told_of_round,
)
from sockslint.program.relevance import Relevance
from sockslint.program.values import UNKNOWN, VACANT, State, Told, Value, emptiness, known, told_unknown
from sockslint.program.wording import place_as_written
from sockslint.program.words import says
from sockslint.rulebook.model import Member

MAX_TOLD_DEPTH = 3


class Simulation(Exploration):
    """Follows the end of a connection's stream, or the failure of a receive on it."""

    def __init__(self, analyses: Analyses, question: Question) -> None:
        super().__init__(analyses, question)
        #: What receives after the end, and calls that were given nothing, have raised because of it.
        self.raised_at_end: set[str] = set()
        #: The ways out of branches, by function, block and side, with whether they are over (`_is_over`).
        self._over: dict[tuple[int, int, bool], bool] = {}
        #: Whether a failure in a block of a function leaves all loops around it (`_leaves_its_loops`).
        self._leaving: dict[tuple[int, int], bool] = {}
        self._relevance = Relevance(analyses, question)
        self._opaque = OpaqueCalls(analyses, question, self.subject)

    # --- events ---

    def _run_event(self, method: Method, at: Site, event: Event, state: Point) -> EventStep:
        self._events += 1
        self._spent += 1
        if self._probing and at == self._target:
            known_here = {node: value for node, value in state.environment.items() if self._outlasts(node)}
            if known_here not in self._reached:
                self._reached.append(known_here)
        if self.question.ends and not self._probing and (at.block, at.at) in self.analyses.shape(method).indexed:
            raised = self._raised_at(method, event, state)
            if raised is not None:
                return EventStep([], raised=[raised])
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
                    result = replace(result, told=self._told_in_members(method, value, state.environment))
                if state.looked_at and value is not None and not result.told:
                    told = self._answer_tells(method, value, result)
                    result = replace(result, told=told, parts=tuple(replace(p, told=told) for p in result.parts))
                return EventStep([replace(state, result=result)])
            case Raise():
                exception = self.exceptions.raised(method, at, event) or state.exception or ""
                return EventStep([replace(state, exception=exception)])
            case Yield(_, value):
                handed = value is not None and self.evaluate(method, value, state.environment).told is Told.YES
                return EventStep([], settled=True) if handed else EventStep([state])

    def _enters_for_sure(self, method: Method, condition: Operand, state: Point) -> Point | None:
        if self._probing or not isinstance(condition, Expr) or condition.op != "iterates":
            return None
        entered = Note.entered(method.id, state.block)
        if entered in state.notes or self._turns(method, condition, state):
            return None
        released = self.analyses.released_in_turn(method, state.block)
        return noting(entered, state) if self.question.family in released else None

    def _outlasts(self, node: str) -> bool:
        """Whether what is known of a node before the call that is asked about is so after it: while that waits for the
        peer, others may write to members."""
        return not is_member(node) and not is_of_temporary(node)

    def _raised_at(self, method: Method, event: Event, state: Point) -> Point | None:
        """The state after an event that asks nothing for an element; None if it does not."""
        match event:
            case Assign(_, _, value) | Return(_, value) | Yield(_, value):
                operands: list[Operand | None] = [value]
            case Call():
                operands = [event.receiver, *(argument.value for argument in event.arguments)]
            case _:
                return None
        for operand in operands:
            raised = self.raised_by(method, operand, state.environment)
            if raised is not None:
                self.raised_at_end.add(raised)
                return replace(state, exception=raised, looked_at=True)
        return None

    def _run_assign(self, method: Method, at: Site, event: Assign, state: Point) -> EventStep:
        value = self.evaluate(method, event.value, state.environment)
        node = self.program.node(method, event.target)
        if isinstance(event.value, Expr) and event.value.op == "caught":  # a callee that is given it may test it
            state = replace(state, environment={**state.environment, node: value})
        else:
            same = self._adds_nothing(method, event, state.environment)
            state = self.knowledge.assigned(method, event, state, value, same=same)
            if event.value == Const(None) and self._forgets(method, event.target, node, state):
                given_up = f"{place_as_written(event.target, self.program.language)} is given up here, still open"
                trail = self._told(state.trail, method, event.span, given_up)
                state = noting(FORGOTTEN, replace(state, trail=trail))
        setters = self.program.setters(method, event.target)
        if setters and not self._probing:
            parameters = self.program.methods[setters[0]].function.given[-1:]
            bindings = [(event.value, parameter.place) for parameter in parameters]
            return self._enter(method, at, event, state, tuple(Target(setter, 0) for setter in setters), bindings)
        return EventStep([state])

    def _adds_nothing(self, method: Method, event: Assign, environment: Environment) -> bool:
        """Whether a place is given what it holds, with the nothing that a receive has yielded added to it."""
        added = self.analyses.conditions.summand(method, event)
        return added is not None and self.evaluate(method, added, environment).holds_nothing

    def _forgets(self, method: Method, place: str, node: str, state: Point) -> bool:
        """Whether a member that holds the connection is set to null after the result was looked at, and no setter of it
        releases what it holds."""
        if self._probing or not state.looked_at or not is_member(node):
            return False
        family, targets = self.program.family(node), self.effects.targets
        if any(family in targets(setter, "release") for setter in self.program.setters(method, place)):
            return False
        return self.subject.concerns(method, place) and self.subject.is_connection(method, place)

    def _run_read(self, method: Method, at: Site, event: Read, state: Point) -> EventStep:
        node, result = self.program.node(method, event.place), self.program.node(method, event.result)
        value = state.environment.get(node)
        for row in self.effects.rows_of(method, event):
            subject = holder(event.place)
            if self.subject.concerns(method, subject):
                completes = row.member.role == "receive.complete"
                if completes and not self._probing and row.member.at_failure is None:
                    return self._receive_again(method, at, event, row.member, state)
                if completes and self._probing and self.question.ends and self.question.broken_by:
                    value = end_of_stream(row.member, self.program.language)  # of event args: asked once more
                answers = row.member.foretells if self._probing else row.member.at_end is not None
                if answers and self.question.ends:
                    value = known(row.member.at_end, Told.YES if row.member.role is None else Told.NO)
            fails = row.member.at_failure is not None and self.question.fails is not None and not self._probing
            if fails and (row.type.kind == "other" or self.subject.concerns(method, subject)):
                value = known(row.member.at_failure, Told.YES if row.member.role is None else Told.NO)
        if value is None:
            owner, _, name = event.place.rpartition(".")
            whole = state.environment.get(self.program.node(method, owner), UNKNOWN)
            if is_null_of_end(whole) and not self._probing:
                return EventStep([], raised=[self._dereferenced(state)])
            if whole.state is State.OBJECT and isinstance(whole.constant, str):
                item, _, kind = whole.constant.partition(":")
                value = PART_AT_END[kind] if name == item else UNKNOWN
            elif (passed := self.program.apis.passed(name)) == "receiver":
                value = whole
            elif passed in ("ended:receiver", "failed:receiver") and whole.told and self._is_a_task(method, event):
                value = known(passed == "ended:receiver")
            else:
                value = told_unknown(whole.told)
            if not value.told and not value.is_known:
                value = self._static_constant(method, event.place)
        getters = self.program.getters(method, event.place)
        state = self.knowledge.bind(method, state, result, value)
        if getters and not self._probing and self._is_to_enter(method, event, getters, state, told=False):
            return self._enter(method, at, event, state, tuple(Target(g, 0) for g in getters), [])
        return EventStep([state])

    def _is_a_task(self, method: Method, event: Read) -> bool:
        """Whether what a member is asked of that is known by name alone may be a task, and has come to its end."""
        owner, _, name = event.place.rpartition(".")
        types = self.program.types(self.program.node(method, owner))
        return self.question.ends and not any(self.program.index.declaring(type_, name) for type_ in types)

    def _told_in_members(self, method: Method, operand: Operand, environment: Environment) -> Told:
        """What the members of the objects in an operand tell, as members of what they are or of what they stand in."""
        telling = [(node, value.told) for node, value in environment.items() if value.told]
        if not telling:
            return Told.NO
        nodes = [self.program.node(method, place) for place in places_in(operand)]
        types = (type_ for node in nodes for type_ in self.program.types(node) & self.program.index.types.keys())
        owners = (*map(within, nodes), *map(members_of, types))
        return max((told for node, told in telling if owners and node.startswith(owners)), default=Told.NO)

    def _answer_tells(self, method: Method, operand: Operand, result: Value) -> Told:
        """Whether an answer given after the test tells of the end: a constant or a tuple that is not the only one, a
        sum of what the receive yields elsewhere."""
        if result.is_known and Const(result.constant) in self.analyses.shape(method).answers:
            return Told.YES
        if any(self.program.node(method, place) in self.question.dependents for place in places_in(operand)):
            return Told.IN_PART
        if not isinstance(operand, Expr) or operand.op != "tuple":
            return Told.NO
        answers = {event.value for event in events_of(method) if isinstance(event, Return)}
        return Told.YES if len(answers) > 1 else Told.NO

    # --- branches ---

    def _is_over(self, method: Method, block: int, target: int, condition: Operand, holds: bool) -> bool:
        if self._probing:
            return False
        key = method.id, block, holds
        answer = self._over.get(key)
        if answer is None:
            answer = self._is_closing(method, condition, holds) and self._does_nothing(method, block, target)
            self._over[key] = answer
        return answer

    def _does_nothing(self, method: Method, block: int, target: int) -> bool:
        """Whether a way out of a branch calls nobody, but to log, before it meets the other one."""
        region = self.analyses.shape(method).graph.region(block, target)
        events = (event for number in region for event in method.function.blocks[number].events)
        return all(not isinstance(e, Call) or says(e.name, self.program.apis.logging) for e in events)

    def _is_closing(self, method: Method, condition: Operand, holds: bool) -> bool:
        """Whether a condition comes out so where a member tells that the program has released the connection itself."""
        read_of, question = self.analyses.conditions.read_of, self.question
        for place in places_in(condition):
            node = self.program.node(method, read_of(method, place))
            for constant, released in self.analyses.closing.get(node, {}).items():
                concerns = question.loose or question.family in released
                if concerns and self.decided(method, condition, {node: known(constant)}) is holds:
                    return True
        return False

    # --- calls ---

    def _run_call(self, method: Method, at: Site, call: Call, state: Point) -> EventStep:
        resolution = self.program.resolve(method, call)
        for row in resolution.rows:
            subject = self.effects.subject_of(call, row)
            if subject is not None and (row.member.role is not None or row.member.at_end is not None):
                step = self._meet_role(method, at, call, subject, row.member, state)
                if step is not None:
                    return step
        if self._leaves_a_manager_that_releases(method, call):
            return EventStep([], settled=True)
        values = [self.evaluate(method, argument.value, state.environment) for argument in call.arguments]
        receiver = UNKNOWN if call.receiver is None else self.evaluate(method, call.receiver, state.environment)
        state = self.knowledge.resized(method, call, state)
        if is_null_of_end(receiver) and not self._probing and not self._extends(resolution):
            return EventStep([], raised=[self._dereferenced(state)])
        exception = self.refused(call, resolution, values, receiver)
        if exception is not None:
            self.raised_at_end.add(exception)
            return EventStep([], raised=[replace(state, exception=exception, looked_at=True)])
        met = self._meet_rows(method, at, call, state, resolution, values)
        if isinstance(met, EventStep):
            return met
        state = met
        if self._probing:
            return self._run_probing(method, at, call, state, resolution, values)
        if any(row.member.never_returns for row in resolution.rows):
            return EventStep([], settled=True)
        if says(call.name, self.program.apis.handing) and (state.looked_at or any(value.told for value in values)):
            return EventStep([], settled=True)
        if self._opaque.posts_an_ending(method, call):
            state = doubted(state, 2)
        told = any(value.told for value in (*values, receiver))
        asserts = self._opaque.asserts(call)
        if self._opaque.raises(call, resolution) or (told and not resolution.known and asserts):
            exception = self.program.apis.assertion_raises if asserts else ""
            return EventStep([], raised=[replace(state, exception=exception, looked_at=True)])
        if resolution.targets:
            functions = [target.function for target in resolution.targets]
            if (posted := self._run_given(method, at, call, state, functions)) is not None:
                return posted
            if self._is_to_enter(method, call, functions, state, told=told):
                step = self._enter(method, at, call, state, resolution.targets, None)
                return replace(step, onward=[self.knowledge.touched(method, call, each) for each in step.onward])
            state = self.knowledge.touched(method, call, state)
            if self.question.fails is not None and self._ends_another(call, resolution):
                state = doubted(state, 2)
            state = self.knowledge.with_result(method, call, state, UNKNOWN)
            return EventStep([self.knowledge.unfollowed(method, call, resolution, state)])
        return self._run_unknown(method, at, call, state, resolution, values, receiver)

    def _meet_rows(
        self, method: Method, at: Site, call: Call, state: Point, resolution: Resolution, values: Sequence[Value]
    ) -> EventStep | Point:
        """What the rows of a call say of what it is given. The state if it goes on."""
        for row in resolution.rows:
            if row.member.role == "send" and self._fails_in_time(method, at, call, row, values):
                state = noting(SENT, state)
            kept = argument_at(call, row.member.keeps) if row.member.keeps else None
            if kept is not None and self.evaluate(method, kept, state.environment).told:
                return EventStep([], settled=True)
            if isinstance(kept, str) and state.looked_at and self.subject.concerns(method, kept):
                state = doubted(state, 2)  # who looks after it from here on may well close it
            if row.member.signals and state.looked_at and self._wakes_who_releases(method, call):
                return EventStep([], settled=True)
        return state

    def _run_probing(
        self, method: Method, at: Site, call: Call, state: Point, resolution: Resolution, values: list[Value]
    ) -> EventStep:
        """A call on the way to what is asked about: only who waits for something to receive is followed."""
        if self.question.ends and any(self._relevance.waits(target.function) for target in resolution.targets):
            return self._enter(method, at, call, state, resolution.targets, None)
        state = self.knowledge.stored(method, call, self.knowledge.with_result(method, call, state, UNKNOWN), values)
        return EventStep([self.knowledge.unfollowed(method, call, resolution, state)])

    def _leaves_a_manager_that_releases(self, method: Method, call: Call) -> bool:
        """Whether a call ends the scope of a context manager's function, which then goes on and releases."""
        entered = self.analyses.shape(method).begun.get(str(call.receiver)) if call.form == "scope" else None
        if entered is None or call.name != "__exit__" or self._probing:
            return False
        managers = [target.function for target in self.program.resolve(method, entered).targets]
        return any(
            "contextmanager" in self.program.methods[function].function.flags and self._is_released_in(function)
            for function in managers
        )

    def _wakes_who_releases(self, method: Method, call: Call) -> bool:
        """Whether a call signals that to which somebody waits who releases the connection then."""
        if not isinstance(call.receiver, str):
            return False
        signalled = self.program.aliases.find(self.program.node(method, call.receiver))
        return self.question.family in self.analyses.released_by_waiters.get(signalled, ())

    def _extends(self, resolution: Resolution) -> bool:
        """Whether a call may be of an extension method, which null can be given to."""
        return any("extension" in self.program.methods[t.function].function.flags for t in resolution.targets)

    def _dereferenced(self, state: Point) -> Point:
        """The state after a member of the null that tells of the end has been used."""
        return replace(state, exception=self.program.apis.null_raises, looked_at=True)

    def _meet_role(
        self, method: Method, at: Site, call: Call, subject: str, member: Member, state: Point
    ) -> EventStep | None:
        """What a call's role does to the obligation; None if nothing."""
        role = member.role
        concerns = self.subject.concerns(method, subject)
        if self._probing:
            if concerns and member.foretells and self.question.ends:
                return EventStep([self.knowledge.with_result(method, call, state, known(member.at_end))])
            return None
        if role == self.question.settled_by and (concerns or self.subject.may_concern(method, subject)):
            if self.program.aliases.find(self.program.node(method, subject)) in self.program.borrowing:
                return None
            return EventStep([], settled=True)
        if role in ("accept", "open") and (made := self._node_of_another(method, call, member)) is not None:
            if role == "accept" and self.program.aliases.find(made) not in self.analyses.collected:
                trail = self._step(state.trail, method, call, "and the next connection takes its place")
                return EventStep([], broken=[self._broken("lost", replace(state, trail=trail))])
            if ANOTHER not in state.notes:
                trail = self._step(state.trail, method, call, "another connection takes its place")
                state = noting(ANOTHER, replace(state, trail=trail))
            return EventStep([self.knowledge.with_result(method, call, state, UNKNOWN)])
        if role == "shutdown" and not concerns and self.subject.is_connection(method, subject):
            # A relay: the other direction may still have something to say, and closes both when it has not.
            return EventStep([doubted(state, 2)])
        if not concerns:
            return None
        if role == "connect" and ANOTHER not in state.notes:
            return EventStep([], settled=True)
        if role in self.question.broken_by and role == "receive.begin":
            trail = self._step(state.trail, method, call, "and is armed again here")
            return EventStep([], broken=[self._broken("rearm", self._counted(method, at, replace(state, trail=trail)))])
        if role == "receive.complete":
            return self._receive_again(method, at, call, member, state)
        if member.at_end is not None and self.question.ends:
            answer = known(member.at_end, Told.YES if role is None else Told.NO)
            return EventStep([self.knowledge.with_result(method, call, state, answer)])
        peeked = end_of_stream(member, self.program.language) if role == "probe" and self.question.ends else None
        return None if peeked is None else EventStep([self.knowledge.with_result(method, call, state, peeked)])

    def _node_of_another(self, method: Method, call: Call, member: Member) -> str | None:
        """The node of what a call makes, if it is kept where the connection asked about was: that is another one."""
        made = self.program.node_made(method, call, member)
        return made if self.program.family(made) == self.question.family else None

    def _receive_again(self, method: Method, at: Site, event: Call | Read, member: Member, state: Point) -> EventStep:
        """A receive after the end of the stream yields the end again; a path that comes back to one a second time, when
        all is as it was, does so for ever."""
        if at in state.passed and state.bounded:
            return EventStep([])  # one more turn of a loop that ends
        if (turned := self._goes_round(state, at)) is not None:
            does = "yields the same" if self.question.fails is None else "fails"
            what, kind = told_of_round(state.notes, f"and {does} again, for ever")
            turned = replace(turned, trail=self._step(state.trail, method, event, what))
            return EventStep([], broken=[self._broken(kind, self._counted(method, at, turned))])
        if self._has_come_far(state, at):
            return EventStep([])
        again = came_again(state, at)
        if self.question.fails is not None:
            return EventStep([], raised=[replace(again, exception=self.question.fails)])
        value = end_of_stream(member, self.program.language)
        if value is None:
            raises = member.raises_at_end or "EOFError"
            self.raised_at_end.add(raises)
            return EventStep([], raised=[replace(again, exception=raises)])
        return EventStep([self.knowledge.with_result(method, event, again, value)])

    def _fails_in_time(self, method: Method, at: Site, call: Call, row: Row, values: Sequence[Value]) -> bool:
        """Whether a call sends something to the peer that has gone, and its failure leaves all loops around it."""
        subject = self.effects.subject_of(call, row)
        if subject is None or not self.subject.concerns(method, subject) or not self.question.ends or self._probing:
            return False
        if not row.member.ends_line and any(value.told and value.is_empty for value in values):
            return False  # nothing is sent
        found = self._leaving.get((method.id, at.block))
        if found is None:
            found = self._leaving[method.id, at.block] = self._leaves_its_loops(method, at.block)
        return found

    def _leaves_its_loops(self, method: Method, number: int) -> bool:
        """Whether what is raised in a block does not come back to it, but by a block that makes a connection which is
        kept where the one asked about was."""
        handler = method.function.blocks[number].on_raise
        if handler < 0:
            return True
        anew = frozenset(
            each
            for each, block in enumerate(method.function.blocks)
            for event in block.events
            if isinstance(event, Call)
            for row in self.program.resolve(method, event).rows
            if row.member.role in ("accept", "open") and self._node_of_another(method, event, row.member) is not None
        )
        return number not in self.analyses.shape(method).graph.reachable(handler, without=anew)

    def _run_unknown(
        self,
        method: Method,
        at: Site,
        call: Call,
        state: Point,
        resolution: Resolution,
        values: list[Value],
        receiver: Value,
    ) -> EventStep:
        """A call of which at most an API row is known: its functions run, its result may tell, it raises doubt."""
        continued = next(self.program.continued_by(method, call), None) if receiver.told else None
        if continued is not None and call.receiver is not None:
            function, task = continued
            return self._enter(method, at, call, state, (Target(function, 0),), [(call.receiver, task)])
        if (settled := self._run_given(method, at, call, state)) is not None:
            return settled
        value = self._made_by(method, call, state, resolution, values, receiver)
        if value is None:
            state = self.knowledge.touched(method, call, state)
            value = _made_by_anybody(call, values, receiver)
        state = self.knowledge.with_result(method, call, state, value)
        if not resolution.rows:
            state = doubted(state, self._opaque.doubt(method, call, values))
            state = self.knowledge.filled(method, call, state, values)
            if self._opaque.tells_somebody(method, call, values):
                state = noting(HANDED, state)
        return EventStep([self.knowledge.unfollowed(method, call, resolution, state)])

    def _made_by(
        self,
        method: Method,
        call: Call,
        state: Point,
        resolution: Resolution,
        values: list[Value],
        receiver: Value,
    ) -> Value | None:
        """What a call of which at most an API row is known makes of what it is given, above all of the nothing that a
        receive has yielded; None if it may make anything of that, and put something into it."""
        if (passed := self.program.passed_operand(call, resolution)) is not None:
            return self.evaluate(method, passed, state.environment)
        if (pieces := self._pieces(call, receiver)) is not None:
            return pieces
        if (asked := self._asked_for_emptiness(call, resolution)) is not None:
            return emptiness(self.evaluate(method, asked, state.environment))
        if any(row.member.empty for row in resolution.rows):
            return VACANT
        if (found := self._found(call, receiver) or self._made_of(method, call, resolution, state)) is not None:
            return found
        if (awaited := self._awaited(method, call)) is not None:
            return self.evaluate(method, awaited, state.environment)
        if self._keeps_emptiness(method, call, state, resolution, values, receiver):
            is_null = any(map(is_null_of_end, (*values, receiver)))
            return Value(State.EMPTY if is_null else State.VACANT, None, _told_most((*values, receiver)))
        return None

    def _run_given(
        self, method: Method, at: Site, call: Call, state: Point, callees: Sequence[int] = ()
    ) -> EventStep | None:
        """What the functions do that a call is given, but for those that its callees are seen to call: they run at some
        time, wherever it is. None if that settles nothing."""
        given = [each for each in self.program.functions_given(method, call) if self._relevance.matters(each)]
        functions = [function for function in given if not self._is_called_by(callees, function)]
        if not functions:
            return None
        if any(self._is_released_in(each) for each in functions if each in self._active):
            return EventStep([], settled=True)  # it has itself called again, where it releases
        step = self._enter(method, at, call, state, tuple(Target(f, 0) for f in functions), [])
        return step if step.settled else None

    def _is_released_in(self, function: int) -> bool:
        """Whether a function, or what it calls, releases the connection."""
        return self.question.family in self.effects.targets(function, self.question.settled_by)

    def _is_called_by(self, callees: Sequence[int], function: int) -> bool:
        """Whether one of some functions, or what it calls, calls a function."""
        below = self.effects.callees
        return any(
            function in below[each] or any(function in below[inner] for inner in below[each]) for each in callees
        )

    def _ends_another(self, call: Call, resolution: Resolution) -> bool:
        """Whether a callee is named for ending, and releases a connection not known to be the one asked about."""
        return says(call.name, self.program.apis.ending) and any(
            self.effects.targets(target.function, self.question.settled_by) for target in resolution.targets
        )

    # --- which callees count ---

    def _is_to_enter(
        self, method: Method, event: Call | Read, functions: Sequence[int], state: Point, *, told: bool
    ) -> bool:
        """Whether an event that may run some functions has to be followed into them: one may do something to the
        connection, or is told of the end, by what it is given or by a member that it asks for."""
        if self._relevance.any_matters(method, event, functions):
            return True
        if self.knowledge.coarse:
            return False
        asks = self._relevance.asks_what_tells
        told = told or any(asks(function, state.environment) for function in functions)
        return told and self._depth <= MAX_TOLD_DEPTH


def _made_by_anybody(call: Call, values: Sequence[Value], receiver: Value) -> Value:
    """What a call makes of which nothing is known: an object that has what it was made of, or whatever that tells."""
    if call.form == "new":
        return Value(State.OBJECT, None, min(_told_most(values), Told.IN_PART))
    return told_unknown(_told_most((*values, receiver)))


def _told_most(values: Sequence[Value]) -> Told:
    """What values tell of the end, taken together."""
    return max((value.told for value in values), default=Told.NO)
