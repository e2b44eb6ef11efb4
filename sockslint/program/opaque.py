"""Calls that nobody can look into: what their names, and what they are given, say of what they do to a connection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sockslint.flow.model import Call, Const, Expr, Operand, Return, is_variable, places_in
from sockslint.program.analyses import Analyses
from sockslint.program.calls import Resolution
from sockslint.program.index import Method, events_of
from sockslint.program.nodes import is_tuple_part, owner_and_name
from sockslint.program.paths import Question
from sockslint.program.subject import Subject
from sockslint.program.values import State, Told, Value
from sockslint.program.wording import place_as_written
from sockslint.program.words import says, words_of

#: Words in the name of what raises that say that it may.
_DEPENDING = frozenset(("if", "when", "unless", "on", "for", "any", "as"))


class OpaqueCalls:
    """Weighs calls of which at most an API row is known, for a question about a connection."""

    def __init__(self, analyses: Analyses, question: Question, subject: Subject) -> None:
        self._analyses = analyses
        self._program = analyses.program
        self._apis = analyses.program.apis
        self._question = question
        self._subject = subject

    def doubt(self, method: Method, call: Call, values: Sequence[Value]) -> int:
        """How many steps of confidence a finding loses by a call that is given these values."""
        if call.form == "new" or call.result in self._analyses.shape(method).raised:
            given_places = (argument.value for argument in call.arguments if isinstance(argument.value, str))
            return 1 if any(self._subject.concerns(method, place) for place in given_places) else 0
        name = call.name or (call.callee or "").rpartition(".")[2]
        if says(name, self._apis.logging):
            return 0
        operands = [argument.value for argument in call.arguments]
        ends = says(name, self._apis.ending)
        if call.receiver is not None and (ends or not self._is_modelled(method, call.receiver)):
            operands.append(call.receiver)
        given = any(
            self._subject.concerns(method, place)
            for operand in operands
            for place in places_in(operand)
            if place != "this"
        )
        if name in self._apis.harmless:
            stores = name in self._apis.collections.stores
            return 2 if given and stores and self._says_ending(method, call.receiver) else 0  # one of those to drop
        own = call.receiver in (None, "this") or call.form == "base"
        if own and self._question.fails is not None and any(v.told and v.state is State.OBJECT for v in values):
            return 2  # the failure itself is told to somebody nobody knows
        if call.receiver == "this" and any(v.told is Told.YES and v.is_empty for v in values):
            return 2  # the end is told to a method of an unknown base
        if ends:
            if given or own:
                return 2
            if self._is_foreign(method, call.receiver) or self._is_modelled(method, call.receiver):
                return 0
            return 2 if self._question.loose else 1  # whose the event args are may be anybody
        return 1 if given else 0

    def tells_somebody(self, method: Method, call: Call, values: Sequence[Value]) -> bool:
        """Whether a call tells of the end somebody whom nobody can see, and who may act on it: a delegate, a callback,
        whoever implements an interface."""
        if not any(value.told is Told.YES and value.is_empty for value in values):
            return False
        returned = any(isinstance(event, Return) and event.value == call.result for event in events_of(method))
        if not call.discarded and not returned:
            return False
        if call.name == "Invoke" or call.callee is None or is_variable(call.callee):
            return True
        node, types = self._program.node(method, call.callee), self._program.index.types
        owner, name = owner_and_name(node)
        if is_tuple_part(node) or (owner in types and name in types[owner].fields):
            return True
        receivers = self._program.types(self._program.node(method, call.callee.rpartition(".")[0]))
        return any(type_ in types and types[type_].kind == "interface" for type_ in receivers)

    def posts_an_ending(self, method: Method, call: Call) -> bool:
        """Whether a call leaves a message that is named for ending: who gets that, and closes, is not to be seen."""
        return says(call.name, self._apis.posting) and any(
            self._says_ending(method, argument.value) for argument in call.arguments
        )

    def raises(self, call: Call, resolution: Resolution) -> bool:
        """Whether a call does nothing but raise, or yields a task that has failed."""
        raising = self._apis.raising
        if call.name in raising or place_as_written(call.callee or "", self._program.language) in raising:
            return True
        return not resolution.targets and self._throws(call)

    def asserts(self, call: Call) -> bool:
        """Whether a call is a test's assertion (``Assert.Equal``, ``self.assertTrue``), which nothing fails."""
        return place_as_written(call.callee or "", self._program.language).startswith(self._apis.asserting)

    def _throws(self, call: Call) -> bool:
        """Whether a call says by its own name, or its class's, that it raises (``ThrowHelper.Closed()``), and not that
        it depends (``ThrowIfDisposed``)."""
        owner, _, name = (call.callee or call.name).rpartition(".")
        words = words_of(name)
        verbs = self._apis.throwing
        says_so = any(each[:1] and each[0] in verbs for each in (words, words_of(owner.rpartition(".")[2])))
        return says_so and _DEPENDING.isdisjoint(words)

    def _says_ending(self, method: Method, place: Operand | None) -> bool:
        """Whether a place is named for ending: what is put there is to be dropped."""
        names = () if place is None else self._names_in(method, place)
        return any(says(name, self._apis.ending) for name in names)

    def _names_in(self, method: Method, operand: Operand) -> Iterator[str]:
        """What an operand is called: a key, a member, the type of an object."""
        match operand:
            case Const(str() as text) if " " not in text:
                yield text
            case str():
                yield self._analyses.conditions.read_of(method, operand).rpartition(".")[2]
                for type_ in self._program.types(self._program.node(method, operand)):
                    yield type_.rpartition(".")[2]
            case Expr(_, operands):
                for part in operands:
                    yield from self._names_in(method, part)

    def _is_modelled(self, method: Method, receiver: Operand | None) -> bool:
        """Whether a receiver is of a platform's type: what its members do to a connection is told by their rows."""
        types = self._program.types(self._program.node(method, receiver)) if isinstance(receiver, str) else frozenset()
        return bool(types) and types <= self._apis.types.keys()

    def _is_foreign(self, method: Method, receiver: Operand | None) -> bool:
        """Whether a receiver is declared to be of a type of which neither the program nor a model knows anything."""
        return isinstance(receiver, str) and self._program.is_foreign(self._program.node(method, receiver))
