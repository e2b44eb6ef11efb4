"""Follows a program's paths after an event whose outcome is assumed: what if this receive yields end-of-stream?

A path ends where the obligation is settled or broken; what reaches the function's exit is an outcome, for each caller
to answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    given_out,
    places_in,
)
from sockslint.program.analyses import Analyses
from sockslint.program.calls import Resolution, Site, Target, argument_at
from sockslint.program.effects import Effect
from sockslint.program.evaluation import PART_AT_END, end_of_stream
from sockslint.program.exploration import Exploration
from sockslint.program.index import Method, events_of, is_local
from sockslint.program.paths import FORGOTTEN, HANDED, Environment, EventStep, Point, Question, came_again, doubted
from sockslint.program.relations import LENGTH
from sockslint.program.values import EMPTY, UNKNOWN, State, Told, Value, emptiness, known, told_unknown, weakened_all
from sockslint.program.wording import place_as_written
from sockslint.program.words import says, words_of
from sockslint.rulebook.model import Member

MAX_TOLD_DEPTH = 3

#: Words in the name of what raises that say that it may.
_DEPENDING = frozenset(("if", "when", "unless", "on", "for", "any", "as"))

#: Roles for which a callee is entered, besides the one that settles.
_MATTERING = frozenset(("receive.complete", "receive.begin", "connect", "liveness", "probe", "ending"))


class Simulation(Exploration):
    """Follows the end of a connection's stream, or the failure of a receive on it."""

    def __init__(self, analyses: Analyses, question: Question) -> None:
        super().__init__(analyses, question)
        #: What receives after the end, and calls that were given nothing, have raised because of it.
        self.raised_at_end: set[str] = set()
        self._relevant: dict[int, bool] = {}
        self._entered: dict[tuple[int, str], bool] = {}
        self._rewriting: dict[tuple[int, str], frozenset[str]] = {}

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
            case Raise(_, type_, _):
                exception = type_ if type_ is not None else (state.exception or "")
                return EventStep([replace(state, exception=exception)])
            case Yield(_, value):
                handed = value is not None and self.evaluate(method, value, state.environment).told is Told.YES
                return EventStep([], settled=True) if handed else EventStep([state])

    def _outlasts(self, node: str) -> bool:
        """Whether what is known of a node before the call that is asked about is so after it: while that waits for the
        peer, others may write to members."""
        return "::" not in node and "%" not in node

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
            state = self._assigned(method, event, state, value)
            if event.value == Const(None) and self._forgets(method, event.target, node, state):
                given_up = f"{place_as_written(event.target, self.program.language)} is given up here, still open"
                trail = self._told(state.trail, method, event.span, given_up)
                state = replace(state, environment={**state.environment, FORGOTTEN: known(True, Told.YES)}, trail=trail)
        setters = self.program.setters(method, event.target)
        if setters and not self._probing:
            targets = tuple(Target(setter, 0) for setter in setters)
            return self._enter(method, at, event, state, targets, [(event.value, "value")])
        return EventStep([state])

    def _forgets(self, method: Method, place: str, node: str, state: Point) -> bool:
        """Whether a member that holds the connection is set to null after the result was looked at."""
        if self._probing or not state.looked_at or "::" not in node:
            return False
        return self._concerns(method, place) and self._is_connection(method, place)

    def _run_read(self, method: Method, at: Site, event: Read, state: Point) -> EventStep:
        node, result = self.program.node(method, event.place), self.program.node(method, event.result)
        value = state.environment.get(node)
        for row in self.effects.rows_of(method, event):
            subject = event.place.rpartition(".")[0] or "this"
            if self._concerns(method, subject):
                if row.member.role == "receive.complete" and not self._probing and row.member.at_failure is None:
                    return self._receive_again(method, at, event, row.member, state)
                answers = row.member.foretells if self._probing else row.member.at_end is not None
                if answers and self.question.ends:
                    value = known(row.member.at_end, Told.YES if row.member.role is None else Told.NO)
            fails = row.member.at_failure is not None and self.question.fails is not None
            if fails and (row.type.kind == "other" or self._concerns(method, subject)):
                value = known(row.member.at_failure, Told.YES if row.member.role is None else Told.NO)
        if value is None:
            owner, _, name = event.place.rpartition(".")
            whole = state.environment.get(self.program.node(method, owner), UNKNOWN)
            if _is_null(whole) and not self._probing:
                return EventStep([], raised=[self._dereferenced(state)])
            if whole.state is State.OBJECT and isinstance(whole.constant, str):
                item, _, kind = whole.constant.partition(":")
                value = PART_AT_END[kind] if name == item else UNKNOWN
            elif self.program.apis.passes.get(name) == "receiver":
                value = whole
            else:
                value = told_unknown(whole.told)
            if not value.told:
                value = self._static_constant(method, event.place)
        getters = self.program.getters(method, event.place)
        state = self._bind(method, state, result, value)
        if getters and not self._probing and self._is_to_enter(method, event, getters, state, told=False):
            return self._enter(method, at, event, state, tuple(Target(g, 0) for g in getters), [])
        return EventStep([state])

    def _told_in_members(self, method: Method, operand: Operand, environment: Environment) -> Told:
        """What the members of the objects in an operand tell, as members of what they are or of what they stand in."""
        telling = [(node, value.told) for node, value in environment.items() if value.told]
        if not telling:
            return Told.NO
        nodes = [self.program.node(method, place) for place in places_in(operand)]
        types = (type_ for node in nodes for type_ in self.program.types(node) & self.program.index.types.keys())
        owners = (*(f"{node}." for node in nodes), *(f"{type_}::" for type_ in types))
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

    # --- calls ---

    def _run_call(self, method: Method, at: Site, call: Call, state: Point) -> EventStep:
        resolution = self.program.resolve(method, call)
        for row in resolution.rows:
            subject = self.effects.subject_of(method, call, row)
            if subject is not None and (row.member.role is not None or row.member.at_end is not None):
                step = self._meet_role(method, at, call, subject, row.member, state)
                if step is not None:
                    return step
        values = [self.evaluate(method, argument.value, state.environment) for argument in call.arguments]
        receiver = UNKNOWN if call.receiver is None else self.evaluate(method, call.receiver, state.environment)
        state = self._resized(method, call, state)
        if _is_null(receiver) and not self._probing and not self._extends(resolution):
            return EventStep([], raised=[self._dereferenced(state)])
        for row in resolution.rows:
            kept = argument_at(call, row.member.keeps) if row.member.keeps else None
            if kept is not None and self.evaluate(method, kept, state.environment).told:
                return EventStep([], settled=True)
            if isinstance(kept, str) and state.looked_at and self._concerns(method, kept):
                state = doubted(state, 2)  # who looks after it from here on may well close it
            if row.member.raises_on_empty and any(value.told and value.is_empty for value in (*values, receiver)):
                self.raised_at_end.add(row.member.raises_on_empty)
                raised = replace(state, exception=row.member.raises_on_empty, looked_at=True)
                return EventStep([], raised=[raised])
        if self._probing:
            if self.question.ends and any(self._waits(target.function) for target in resolution.targets):
                return self._enter(method, at, call, state, resolution.targets, None)
            state = self._stored(method, call, self._with_result(method, call, state, UNKNOWN), values)
            return EventStep([self._without(self._rewritten(method, call, resolution), state)])
        if any(row.member.never_returns for row in resolution.rows):
            return EventStep([], settled=True)
        if says(call.name, self.program.apis.handing) and (state.looked_at or any(value.told for value in values)):
            return EventStep([], settled=True)
        if self._posts_an_ending(method, call):
            state = doubted(state, 2)
        told = any(value.told for value in (*values, receiver))
        if self._raises(call, resolution) or (told and not resolution.known and _asserts(call)):
            is_test = _asserts(call) or call.name.lower() == "fail"
            exception = self.program.apis.assertion_raises if is_test else ""
            return EventStep([], raised=[replace(state, exception=exception, looked_at=True)])
        if resolution.targets:
            functions = [target.function for target in resolution.targets]
            if self._is_to_enter(method, call, functions, state, told=told):
                return self._enter(method, at, call, state, resolution.targets, None)
            if self.question.fails is not None and self._ends_another(call, resolution):
                state = doubted(state, 2)
            state = self._with_result(method, call, state, UNKNOWN)
            return EventStep([self._without(self._rewritten(method, call, resolution), state)])
        return self._run_unknown(method, at, call, state, resolution, values, receiver)

    def _posts_an_ending(self, method: Method, call: Call) -> bool:
        """Whether a call leaves a message that is named for ending: who gets that, and closes, is not to be seen."""
        return says(call.name, self.program.apis.posting) and any(
            self._says_ending(method, argument.value) for argument in call.arguments
        )

    def _names_in(self, method: Method, operand: Operand) -> Iterator[str]:
        """What an operand is called: a key, a member, the type of an object."""
        match operand:
            case Const(str() as text) if " " not in text:
                yield text
            case str():
                yield self.analyses.conditions.read_of(method, operand).rpartition(".")[2]
                for type_ in self.program.types(self.program.node(method, operand)):
                    yield type_.rpartition(".")[2]
            case Expr(_, operands):
                for part in operands:
                    yield from self._names_in(method, part)

    def _raises(self, call: Call, resolution: Resolution) -> bool:
        """Whether a call does nothing but raise, or yields a task that has failed."""
        raising = self.program.apis.raising
        if call.name in raising or place_as_written(call.callee or "", self.program.language) in raising:
            return True
        return not resolution.targets and self._throws(call)

    def _throws(self, call: Call) -> bool:
        """Whether a call that nobody can look into says by its own name, or its class's, that it raises
        (``ThrowHelper.Closed()``), and not that it depends (``ThrowIfDisposed``)."""
        owner, _, name = (call.callee or call.name).rpartition(".")
        words = words_of(name)
        verbs = self.program.apis.throwing
        says_so = any(each[:1] and each[0] in verbs for each in (words, words_of(owner.rpartition(".")[2])))
        return says_so and _DEPENDING.isdisjoint(words)

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
        concerns = self._concerns(method, subject)
        if self._probing:
            if concerns and member.foretells and self.question.ends:
                return EventStep([self._with_result(method, call, state, known(member.at_end))])
            return None
        if role == self.question.settled_by and (concerns or self._loosely(method, subject)):
            if self.program.aliases.find(self.program.node(method, subject)) in self.program.borrowing:
                return None
            return EventStep([], settled=True)
        if role == "accept" and self._takes_its_place(method, call, member):
            trail = self._step(state.trail, method, call, "and the next connection takes its place")
            return EventStep([], broken=[self._broken("lost", replace(state, trail=trail))])
        if role == "shutdown" and not concerns and self._is_connection(method, subject):
            # A relay: the other direction may still have something to say, and closes both when it has not.
            return EventStep([doubted(state, 2)])
        if not concerns:
            return None
        if role == "connect":
            return EventStep([], settled=True)
        if role in self.question.broken_by and role == "receive.begin":
            trail = self._step(state.trail, method, call, "and is armed again here")
            return EventStep([], broken=[self._broken("rearm", self._counted(method, at, replace(state, trail=trail)))])
        if role == "receive.complete":
            return self._receive_again(method, at, call, member, state)
        if member.at_end is not None and self.question.ends:
            answer = known(member.at_end, Told.YES if role is None else Told.NO)
            return EventStep([self._with_result(method, call, state, answer)])
        peeked = end_of_stream(member, self.program.language) if role == "probe" and self.question.ends else None
        return None if peeked is None else EventStep([self._with_result(method, call, state, peeked)])

    def _takes_its_place(self, method: Method, call: Call, member: Member) -> bool:
        """Whether a call accepts another connection where the one asked about was kept, and not one more beside it."""
        result = self.program.node(method, call.result)
        made = f"{result}#0" if isinstance(member.returns, list) else result
        one_more = self.program.aliases.find(made) in self.analyses.collected
        return self.program.family(made) == self.question.family and not one_more

    def _receive_again(self, method: Method, at: Site, event: Call | Read, member: Member, state: Point) -> EventStep:
        """A receive after the end of the stream yields the end again; a path that comes back to one a second time, when
        all is as it was, does so for ever."""
        if at in state.passed and state.bounded:
            return EventStep([])  # one more turn of a loop that ends
        if (turned := self._goes_round(state, at)) is not None:
            trail = self._step(state.trail, method, event, "and yields the same again, for ever")
            return EventStep([], broken=[self._broken("spin", self._counted(method, at, replace(turned, trail=trail)))])
        again = came_again(state, at)
        if self.question.fails is not None:
            return EventStep([], raised=[replace(again, exception=self.question.fails)])
        value = end_of_stream(member, self.program.language)
        if value is None:
            raises = member.raises_on_empty or "EOFError"
            self.raised_at_end.add(raises)
            return EventStep([], raised=[replace(again, exception=raises)])
        return EventStep([self._with_result(method, event, again, value)])

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
        functions = [function for function in self.program.functions_given(method, call) if self._matters(function)]
        if functions:
            inner = self._enter(method, at, call, state, tuple(Target(f, 0) for f in functions), [])
            if inner.settled:
                return inner
        passed = self.program.passed_operand(call, resolution)
        pieces = self._pieces(call, receiver)
        asked = self._asked_for_emptiness(call, resolution)
        if passed is not None:
            value = self.evaluate(method, passed, state.environment)
        elif pieces is not None:
            value = pieces
        elif asked is not None:
            value = emptiness(self.evaluate(method, asked, state.environment))
        elif any(row.member.empty for row in resolution.rows):
            value = EMPTY
        elif (found := self._found(call, receiver)) is not None:
            value = found
        elif (awaited := self._awaited(method, call)) is not None:
            value = self.evaluate(method, awaited, state.environment)
        elif self._keeps_emptiness(method, call, state, resolution, values, receiver):
            value = Value(State.EMPTY, None, max(*(v.told for v in values), receiver.told, Told.NO))
        elif call.form == "new":
            value = Value(State.OBJECT, None, min(max((v.told for v in values), default=Told.NO), Told.IN_PART))
        else:
            value = told_unknown(max((v.told for v in (*values, receiver)), default=Told.NO))
        state = self._with_result(method, call, state, value)
        if not resolution.rows:
            state = doubted(state, self._doubt(method, call, values))
            state = self._fill(method, call, state, values)
            if self._hands_out(method, call, values):
                state = replace(state, environment={**state.environment, HANDED: known(True, Told.YES)})
        return EventStep([self._without(self._rewritten(method, call, resolution), state)])

    def _hands_out(self, method: Method, call: Call, values: list[Value]) -> bool:
        """Whether a call tells of the end somebody whom nobody can see, and who may act on it: a delegate, a callback,
        whoever implements an interface."""
        if not call.discarded or not any(value.told is Told.YES and value.is_empty for value in values):
            return False
        if call.name == "Invoke" or call.callee is None or is_local(call.callee):
            return True
        node, types = self.program.node(method, call.callee), self.program.index.types
        owner, _, name = node.partition("::")
        if "#" in node or (owner in types and name in types[owner].fields):
            return True
        receivers = self.program.types(self.program.node(method, call.callee.rpartition(".")[0]))
        return any(type_ in types and types[type_].kind == "interface" for type_ in receivers)

    def _rewritten(self, method: Method, call: Call, resolution: Resolution) -> frozenset[str]:
        """The nodes that a call may give another value, if it is not followed: of what it is given to fill, and of
        what the functions that it may run write to, members and variables around them."""
        key = (method.outermost, call.result)
        found = self._rewriting.get(key)
        if found is None:
            given = {self.program.node(method, place) for place in given_out(call)}
            targets = (target.function for target in resolution.targets)
            for function in (*targets, *self.program.functions_given(method, call)):
                given.update(self.effects.targets(function, "write"))
                given.update(self.analyses.locals.written_from_within.get(function, ()))
            found = self._rewriting[key] = frozenset(given)
        return found

    def _without(self, nodes: frozenset[str], state: Point) -> Point:
        """The state with nothing known of some nodes."""
        known_here = {node for node in nodes if node in state.environment}
        for owner in nodes & self._owners:
            known_here.update(node for node in state.environment if node.startswith(f"{owner}."))
        if not known_here:
            return state
        environment = {node: value for node, value in state.environment.items() if node not in known_here}
        return replace(state, environment=environment)

    def _resized(self, method: Method, call: Call, state: Point) -> Point:
        """The state after a call that may have put something into what it is made on, or given, or taken it out."""
        sizes = {
            f"{node}{LENGTH}"
            for operand in (call.receiver, *(argument.value for argument in call.arguments))
            if isinstance(operand, str)
            for node in (self.program.node(method, operand),)
            if f"{node}{LENGTH}" in self._owners
        }
        return self._without(frozenset(sizes), state) if sizes else state

    def _stored(self, method: Method, call: Call, state: Point, values: list[Value]) -> Point:
        """The state after something was put into a collection: it is empty no longer, unless it got nothing."""
        names = self.program.apis.collections
        if not isinstance(call.receiver, str) or call.name not in names.stores | names.extends:
            return state
        node = self.program.node(method, call.receiver)
        if not state.environment.get(node, UNKNOWN).is_empty:
            return state
        if call.name in names.extends and values and values[-1].is_empty:
            return self._bind(method, state, node, values[-1])
        return self._no_longer_empty(state, node)

    def _fill(self, method: Method, call: Call, state: Point, values: list[Value]) -> Point:
        """What is put into a local buffer or collection may be read back from it (``MemoryStream.Write``)."""
        state = self._stored(method, call, state, values)
        if not isinstance(call.receiver, str) or weakened_all(values) is Told.NO:
            return state
        node = self.program.node(method, call.receiver)
        if call.name in self.program.apis.collections.extends and state.environment.get(node, UNKNOWN).is_empty:
            return state
        if "|" not in node or state.environment.get(node, UNKNOWN).told:
            return state
        return self._bind(method, state, node, told_unknown(Told.IN_PART))

    # --- doubt ---

    def _doubt(self, method: Method, call: Call, values: list[Value]) -> int:
        """How much less sure a finding is after a call that nobody can look into."""
        if call.form == "new":
            return 1 if any(self._concerns(method, a.value) for a in call.arguments if isinstance(a.value, str)) else 0
        name = call.name or (call.callee or "").rpartition(".")[2]
        if says(name, self.program.apis.logging):
            return 0
        operands = [argument.value for argument in call.arguments]
        if call.receiver is not None:
            operands.append(call.receiver)
        given = any(
            self._concerns(method, place) for operand in operands for place in places_in(operand) if place != "this"
        )
        if name in self.program.apis.harmless:
            stores = name in self.program.apis.collections.stores
            return 2 if given and stores and self._says_ending(method, call.receiver) else 0  # one of those to drop
        own = call.receiver in (None, "this") or call.form == "base"
        if own and self.question.fails is not None and any(v.told and v.state is State.OBJECT for v in values):
            return 2  # the failure itself is told to somebody nobody knows
        if call.receiver == "this" and any(v.told is Told.YES and v.is_empty for v in values):
            return 2  # the end is told to a method of an unknown base
        if says(name, self.program.apis.ending):
            if given or own:
                return 2
            if self._is_foreign(method, call.receiver):
                return 0
            return 2 if self.question.loose else 1  # whose the event args are may be anybody
        return 1 if given else 0

    def _says_ending(self, method: Method, place: Operand | None) -> bool:
        """Whether a place is named for ending: what is put there is to be dropped."""
        names = () if place is None else self._names_in(method, place)
        return any(says(name, self.program.apis.ending) for name in names)

    def _is_foreign(self, method: Method, receiver: Operand | None) -> bool:
        """Whether a receiver is declared to be of a type of which neither the program nor a model knows anything."""
        return isinstance(receiver, str) and self.program.is_foreign(self.program.node(method, receiver))

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
        if self._any_matters(method, event, functions):
            return True
        if self._coarse or not (told or any(self._asks_what_tells(function, state) for function in functions)):
            return False
        return self._depth <= MAX_TOLD_DEPTH

    def _asks_what_tells(self, function: int, state: Point) -> bool:
        """Whether a function asks for a member that is known to tell of the end."""
        asked = self.analyses.conditions.asked_members(self.program.methods[function])
        return any(state.environment.get(node, UNKNOWN).told for node in asked)

    def _any_matters(self, method: Method, event: Call | Read, functions: Sequence[int]) -> bool:
        """Whether one of the functions matters that an event may run."""
        key = (method.outermost, event.result)
        answer = self._entered.get(key)
        if answer is None:
            answer = self._entered[key] = any(self._matters(function) for function in functions)
        return answer

    def _matters(self, function: int) -> bool:
        """Whether a function can release or receive on the connection, decide a flag that is tested, or raise."""
        answer = self._relevant.get(function)
        if answer is None:
            question, targets = self.question, self.effects.targets
            settled = targets(function, question.settled_by)
            answer = self._relevant[function] = (
                Effect("raise", "") in self.effects.own[function]
                or not question.flags.isdisjoint(targets(function, "write"))
                or (bool(settled or targets(function, "ending")) if question.loose else question.family in settled)
                or any(question.family in targets(function, role) for role in _MATTERING)
            )
        return answer

    def _waits(self, function: int) -> bool:
        """Whether a function asks if there is anything to receive, and may return only if there is."""
        return self.question.family in self.effects.targets(function, "foretell")


def _is_null(value: Value) -> bool:
    """Whether a value is the null that a receive has yielded."""
    return value.told is Told.YES and value.state is State.KNOWN and value.constant is None


def _asserts(call: Call) -> bool:
    """Whether a call is a test framework's assertion (``Assert.Equal``, ``self.assertTrue``), which the end fails."""
    name = (call.callee or "").removeprefix("::")
    return name.startswith("Assert.") or (
        call.name.startswith("assert") and name.rpartition(".")[0] in ("this", "self")
    )
