"""What an operand is worth where something is known: constants, emptiness, and what tells of the end of the stream."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sockslint.flow.model import (
    MIRRORED,
    Assign,
    Call,
    Closure,
    Const,
    Event,
    Expr,
    Language,
    Operand,
    is_free,
    is_of_one_name,
    is_temporary,
    listed,
    member,
    places_in,
)
from sockslint.program.analyses import Analyses
from sockslint.program.calls import Resolution, argument_at
from sockslint.program.index import Method, events_of
from sockslint.program.knowledge import Knowledge
from sockslint.program.nodes import is_member, is_undeclared, owner_and_name
from sockslint.program.paths import Environment, Point, Question
from sockslint.program.subject import Subject
from sockslint.program.values import (
    EMPTY,
    OBJECT,
    UNKNOWN,
    VACANT,
    State,
    Told,
    Value,
    arithmetic,
    cast,
    compare,
    contained,
    is_of_type,
    known,
    length,
    told_unknown,
    truth,
    weakened_all,
)
from sockslint.rulebook.model import Member

#: Operations that are computed where what they are given is known.
_COMPUTED = frozenset(("+", "-", "|", "&", "<<", ">>", "*", "/", "%"))

#: Constants that stand for nothing received.
_NOTHING = (Const(""), Const(b""), Const(None))

#: What the telling part of a receive's result is at the end of the stream.
PART_AT_END = {
    "zero": known(0, Told.YES),
    "empty": Value(State.VACANT, None, Told.YES),
    "null": known(None, Told.YES),
    "negative": known(-1, Told.YES),
    "true": known(True, Told.YES),
    "rest": told_unknown(Told.YES),
}


def _parts_empty(op: str, other: Operand) -> bool:
    """Whether comparing with this parts what is empty from what is not (``== ""``, ``> 0``, ``< 1``)."""
    if not isinstance(other, Const):
        return False
    if isinstance(other.value, int) and not isinstance(other.value, bool):
        nothing, something = (truth(compare(op, known(size), known(other.value))) for size in (0, 1))
        return nothing is not something
    return op in ("==", "!=") and other in _NOTHING


def _holds_another_answer(event: Event, place: str) -> bool:
    """Whether an event shows that a place is not what was received: it is called, or holds what comparing that with
    something else has told (``more = size > len(answer)``)."""
    match event:
        case Call(callee=callee):
            return callee == place
        case Assign(_, target, Expr("<" | "<=" | ">" | ">=", operands)):
            return target == place and not any(isinstance(operand, Const) for operand in operands)
        case _:
            return False


class Evaluation:
    """Evaluates the operands of a program's functions for one question about one connection."""

    def __init__(self, analyses: Analyses, question: Question) -> None:
        self.analyses = analyses
        self.program = analyses.program
        self.effects = analyses.effects
        self.question = question
        self.subject = Subject(self.program, question)
        self._probing = False
        self.knowledge = Knowledge(analyses, question)

    def evaluate(self, method: Method, operand: Operand, environment: Environment) -> Value:
        """The abstract value of an operand."""
        if isinstance(operand, str):
            node = self.program.node(method, operand)
            value = environment.get(node)
            if value is None:
                handle = not self._probing and self._is_handle(node)
                value = OBJECT if handle else self.analyses.conditions.constants.get(node, UNKNOWN)
            return value
        if isinstance(operand, Const):
            return known(operand.value)
        if isinstance(operand, Closure):
            return OBJECT
        if operand.op == "len" and len(operand.operands) == 1 and isinstance(operand.operands[0], str):
            counted = self._count_member(method, operand.operands[0], environment)
            if counted is not None:
                return counted
        if operand.op == "in" and (among := listed(operand.operands[-1])) is not None:
            value = self.evaluate(method, operand.operands[0], environment)
            return contained(value, [self.evaluate(method, part, environment) for part in among.operands])
        parts = [self.evaluate(method, part, environment) for part in operand.operands]
        if operand.op.startswith("is:") and operand.op[3:] in self.program.apis.interfaces and parts[0] == OBJECT:
            holder = operand.operands[0]
            if isinstance(holder, str) and self._is_handle(self.program.node(method, holder)):
                return known(True)
        return self._evaluate_expression(operand.op, parts)

    def _evaluate_expression(self, op: str, values: list[Value]) -> Value:
        if op in ("==", "!=", "<", "<=", ">", ">="):
            return compare(op, values[0], values[1])
        if op == "not":
            decided = truth(values[0])
            return told_unknown(values[0].told) if decided is None else known(not decided, values[0].told)
        if op == "len":
            return length(values[0])
        if op in _COMPUTED and len(values) == 2:
            return arithmetic(op, values[0], values[1])
        if op in ("await",) or op.startswith("cast:"):
            return cast(values[0], op.removeprefix("cast:")) if values else UNKNOWN
        if op == "tuple":
            told = max((value.told for value in values), default=Told.NO)
            return Value(State.TUPLE, None, told, tuple(values)) if values else VACANT
        if op.startswith("item:") and values:
            return _part(values[0], int(op[5:])) or told_unknown(values[0].told)
        if op == "element" and len(values) == 2 and (part := _part(values[0], values[1].constant)) is not None:
            return part
        if op.startswith("is:") and values:
            return is_of_type(values[0], op[3:])
        if op == "slice" and values and values[0].is_empty:
            return values[0]
        if op == "some" and values:  # of what holds something, there may be nothing
            return values[0] if values[0].is_empty else told_unknown(values[0].told)
        if op == "gathered" and values[0].is_empty:
            return replace(VACANT, told=values[0].told)
        if op == "iterates" and values and values[0].is_empty:
            return known(False, values[0].told)
        if op == "in" and values[-1].is_empty:
            return known(False, values[-1].told)
        if op == "caught":
            return OBJECT if self.question.fails is None else replace(OBJECT, told=Told.YES)
        if op == "collection":
            return Value(State.OBJECT if values else State.VACANT, None, weakened_all(values))
        return told_unknown(weakened_all(values))

    def _is_handle(self, node: str) -> bool:
        """Whether a node holds the connection asked about, while that is known."""
        return self.subject.is_held_by(node)

    def _count_member(self, method: Method, place: str, environment: Environment) -> Value | None:
        """What is known of a project type's own ``Count`` or ``Length``, which looks like a collection's."""
        if self.program.language == "csharp":
            for name in ("Count", "Length"):
                value = environment.get(self.program.node(method, member(place, name)))
                if value is not None:
                    return value
        return None

    def _static_constant(self, method: Method, place: str) -> Value:
        """A named constant stands for its value, and an enumeration's member for its own name."""
        node = self.program.node(method, place)
        constant = self.analyses.conditions.constants.get(node)
        if constant is not None:
            return constant
        parts = place.split(".")
        if not is_free(place) or len(parts) < 2 or not parts[-1][:1].isupper():
            return UNKNOWN
        declared = self.program.index.types.get(owner_and_name(node)[0])
        if self.program.language == "python":
            names_one = declared is not None and parts[-1].isupper()
        else:
            names_one = is_undeclared(node) or not is_member(node) if declared is None else declared.kind == "enum"
        return known(parts[-1]) if names_one else UNKNOWN

    # --- conditions ---

    def decided(self, method: Method, condition: Operand, members: Environment) -> bool | None:
        """Which way a branch of a function goes where so much is known of members; None if that does not decide."""
        environment = members.copy()
        for place in places_in(condition):
            read = self.analyses.conditions.read_of(method, place)
            value = members.get(self.program.node(method, read)) or self._static_constant(method, read)
            environment[self.program.node(method, place)] = value
        return truth(self.evaluate(method, condition, environment))

    def _asks_emptiness(self, method: Method, condition: Operand, value: Value) -> bool:
        """Whether an open condition asks if there is anything in what was computed from the receive's result."""
        if not value.told:
            return False
        while isinstance(condition, Expr) and (condition.op in ("not", "len") or condition.op in MIRRORED):
            if len(condition.operands) == 2 and not _parts_empty(condition.op, condition.operands[1]):
                return False
            condition = condition.operands[0]
        if not isinstance(condition, str) or value.told is Told.YES:
            return value.told is Told.YES
        place = self.analyses.conditions.read_of(method, condition)
        if is_temporary(place) or not is_of_one_name(place):
            return False
        return not any(_holds_another_answer(event, place) for event in events_of(method))

    def _when_empty(self, method: Method, condition: Operand, environment: Environment) -> bool | None:
        """Whether a condition holds if there is nothing in any of the places that it asks for; None if that is open."""
        node, read_of = self.program.node, self.analyses.conditions.read_of
        places = [each for place in places_in(condition) for each in (place, read_of(method, place))]
        for nothing in (EMPTY, known(None)):
            at_each = dict.fromkeys((node(method, each) for each in places), nothing)
            decided = truth(self.evaluate(method, condition, {**environment, **at_each}))
            if decided is not None:
                return decided
        return None

    def _finds_nobody(self, method: Method, condition: Operand) -> bool | None:
        """Whether an open condition holds, or fails, when a member holds nothing (``closer?.Stop()``); None if it does
        not ask that."""
        match condition:
            case Expr("==" | "!=" as op, (str() as place, Const(None))):
                node = self.program.node(method, self.analyses.conditions.read_of(method, place))
                return op == "==" if is_member(node) else None
            case _:
                return None

    # --- what raises ---

    def raised_by(self, method: Method, operand: Operand | None, environment: Environment) -> str | None:
        """The exception that evaluating an operand raises: nothing has no element, and too few are not unpacked."""
        if not self.program.apis.index_raises:
            return None
        if isinstance(operand, str) and ".[]" in operand:  # which element is not known: none is there
            whole = self.evaluate(method, operand[: operand.index(".[]")], environment)
            return self.program.apis.index_raises if whole.told is Told.YES and whole.is_empty else None
        if not isinstance(operand, Expr):
            return None
        for part in operand.operands:
            if (raised := self.raised_by(method, part, environment)) is not None:
                return raised
        if operand.op == "element" and len(operand.operands) == 2:
            whole, at = (self.evaluate(method, part, environment) for part in operand.operands)
            return self.program.apis.index_raises if at.is_known and _lacks(whole, at.constant) else None
        if operand.op.startswith("item:"):
            whole = self.evaluate(method, operand.operands[0], environment)
            return self.program.apis.unpack_raises if _lacks(whole, int(operand.op[5:])) else None
        return None

    def refused(self, call: Call, resolution: Resolution, values: Sequence[Value], receiver: Value) -> str | None:
        """The exception that a call raises as it is given, or called on, the nothing that a receive has yielded."""
        given = [*values, receiver]
        for row in resolution.rows:
            if row.member.raises_on_null and any(is_null_of_end(value) for value in given):
                return row.member.raises_on_null
            if row.member.raises_on_empty and any(_is_refused(row.member, value) for value in given):
                return row.member.raises_on_empty
        if resolution.known or not receiver.told or not receiver.is_empty:
            return None
        asks_for_more = any(value.is_known and value.constant for value in values)
        takes_a_part = self.program.apis.passed(call.name, call) == "part:receiver"
        return self.program.apis.range_raises if takes_a_part and asks_for_more else None

    # --- what a call keeps of its operands ---

    def _pieces(self, call: Call, receiver: Value) -> Value | None:
        """What splitting the nothing that a receive has yielded makes: nothing, or, at a separator, a list of that."""
        if self.program.apis.passed(call.name, call) != "pieces:receiver":
            return None
        return Value(State.TUPLE, 1, receiver.told, (receiver,)) if receiver.told and receiver.is_empty else None

    def _found(self, call: Call, receiver: Value) -> Value | None:
        """Where something stands in the nothing that a receive has yielded, and whether: nowhere, and it does not; or
        whether the receive has come to its end, which it has."""
        if not receiver.told or not receiver.is_empty:
            return None
        asked = self.program.apis.passed(call.name, call)
        if asked == "ended:receiver":
            return known(True)
        if asked == "held:receiver" and call.arguments:
            sought = call.arguments[0].value
            return known(False, receiver.told) if isinstance(sought, Const) and sought.value else None
        return known(-1, receiver.told) if asked == "found:receiver" else None

    def _awaited(self, method: Method, call: Call) -> Operand | None:
        """The receive that a call is for that nobody can look into, and that is awaited in its place: what has been
        begun is given a time limit, a context."""
        if not call.awaited:
            return None
        begun = self.analyses.shape(method).begun
        operands = (call.receiver, *(argument.value for argument in call.arguments))
        for operand in operands:
            receive = begun.get(operand) if isinstance(operand, str) else None
            if receive and any(row.member.io == "async" for row in self.program.resolve(method, receive).rows):
                return operand
        return None

    def _asked_for_emptiness(self, call: Call, resolution: Resolution) -> Operand | None:
        """The argument of which a call tells whether it is empty (``string.IsNullOrEmpty``)."""
        passes = None if resolution.known else self.program.apis.passed(call.name, call)
        return (
            argument_at(call, passes.removeprefix("is_empty:")) if passes and passes.startswith("is_empty:") else None
        )

    def _keeps_emptiness(
        self,
        method: Method,
        call: Call,
        state: Point,
        resolution: Resolution,
        values: list[Value],
        receiver: Value,
    ) -> bool:
        passes = self.program.passes(call, resolution)
        if passes == "emptiness:receiver":
            return receiver.holds_nothing
        if passes == "part:receiver":
            return receiver.told > 0 and receiver.is_empty and all(value.is_empty for value in values)
        if passes == "emptiness:arguments":
            return any(value.holds_nothing for value in values)
        if passes.startswith("emptiness:argument:"):
            argument = argument_at(call, passes.removeprefix("emptiness:"))
            return argument is not None and self.evaluate(method, argument, state.environment).holds_nothing
        return False

    def _made_of(self, method: Method, call: Call, resolution: Resolution, state: Point) -> Value | None:
        """What a call makes of the nothing that a receive has yielded, or of a number: null, or a number."""
        what, _, which = self.program.passes(call, resolution).partition(":")
        argument = argument_at(call, which) if what in ("null_of", "number_of") else None
        if argument is None:
            return None
        value = self.evaluate(method, argument, state.environment)
        if what == "null_of":
            return known(None, Told.YES) if value.told and value.is_empty else None
        if is_null_of_end(value):
            return known(0, value.told)
        return value if isinstance(value.constant, int) else None


def _is_refused(member: Member, value: Value) -> bool:
    """Whether a member that raises on nothing does so on a value: not on a zero, nor on a null that it makes one of."""
    if isinstance(value.constant, int) or (is_null_of_end(value) and (member.passes or "").startswith("number_of:")):
        return False
    return value.told > Told.NO and value.is_empty


def is_null_of_end(value: Value) -> bool:
    """Whether a value is the null that a receive has yielded."""
    return value.told is Told.YES and value.state is State.KNOWN and value.constant is None


def _part(whole: Value, at: object) -> Value | None:
    """The part of this number of a value whose parts are known; None if it is not."""
    if whole.state is not State.TUPLE or not isinstance(at, int) or isinstance(at, bool):
        return None
    return whole.parts[at] if -len(whole.parts) <= at < len(whole.parts) else None


def _lacks(whole: Value, at: object) -> bool:
    """Whether what tells of the end surely has no element of this number."""
    if not whole.told or not isinstance(at, int) or isinstance(at, bool):
        return False
    if whole.state is State.TUPLE:
        return isinstance(whole.constant, int) and not -whole.constant <= at < whole.constant
    return whole.is_void or (whole.is_known and whole.constant in ("", b""))


def end_of_stream(member: Member, language: Language) -> Value | None:
    """What a receive yields at the end of the stream; None if it raises."""
    if member.end_of_stream is None:
        return None
    value = PART_AT_END[member.end_of_stream]
    if language == "python" and member.end_of_stream == "empty":
        value = known(b"", Told.YES)
    if member.item is None:
        return value
    if isinstance(member.item, str):
        return Value(State.OBJECT, f"{member.item}:{member.end_of_stream}", Told.YES)
    parts = tuple(value if at == member.item else UNKNOWN for at in range(max(member.item + 1, 2)))
    return Value(State.TUPLE, None, Told.YES, parts)
