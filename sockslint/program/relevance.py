"""Which functions are worth following into, for a question about a connection."""

from __future__ import annotations

from collections.abc import Sequence

from sockslint.flow.model import Call, Read
from sockslint.program.analyses import Analyses
from sockslint.program.effects import Effect
from sockslint.program.index import Method
from sockslint.program.paths import Environment, Question
from sockslint.program.values import UNKNOWN

#: Roles for which a callee is entered, besides the one that settles.
_MATTERING = frozenset(("receive.complete", "receive.begin", "connect", "open", "liveness", "probe", "ending"))


class Relevance:
    """Tells, by what functions do in sum (`effects`), which of them can matter to a question."""

    def __init__(self, analyses: Analyses, question: Question) -> None:
        self._analyses = analyses
        self._effects = analyses.effects
        self._question = question
        self._relevant: dict[int, bool] = {}
        self._entered: dict[tuple[int, str], bool] = {}

    def matters(self, function: int) -> bool:
        """Whether a function can release or receive on the connection, decide a flag that is tested, or raise."""
        answer = self._relevant.get(function)
        if answer is None:
            question, targets = self._question, self._effects.targets
            settled = targets(function, question.settled_by)
            answer = self._relevant[function] = (
                Effect("raise", "") in self._effects.own[function]
                or not question.flags.isdisjoint(targets(function, "write"))
                or (bool(settled or targets(function, "ending")) if question.loose else question.family in settled)
                or any(question.family in targets(function, role) for role in _MATTERING)
            )
        return answer

    def any_matters(self, method: Method, event: Call | Read, functions: Sequence[int]) -> bool:
        """Whether one of the functions matters that an event may run."""
        key = (method.outermost, event.result)
        answer = self._entered.get(key)
        if answer is None:
            answer = self._entered[key] = any(self.matters(function) for function in functions)
        return answer

    def asks_what_tells(self, function: int, environment: Environment) -> bool:
        """Whether a function asks for a member that is known to tell of the end, or answers by one that is known."""
        conditions, method = self._analyses.conditions, self._analyses.program.methods[function]
        if any(environment.get(node, UNKNOWN).told for node in conditions.asked_members(method)):
            return True
        return any(node in environment for node in conditions.answering.get(function, ()))

    def waits(self, function: int) -> bool:
        """Whether a function asks if there is anything to receive, and may return only if there is."""
        return self._question.family in self._effects.targets(function, "foretell")
