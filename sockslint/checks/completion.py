"""The obligation that a begun operation raises: somebody must call what completes it.

It is settled by what is called when the operation has ended, or by whoever has what the begin call returned, directly
or in what these call. Which path is taken does not matter: one that gives up closes the connection instead. Whoever
hands the callback or the result on to where nobody can look is believed to do its duty.
"""

from __future__ import annotations

from collections.abc import Iterable

from sockslint.checks.context import Context
from sockslint.checks.uses import Use
from sockslint.findings import Confidence, Finding, Step
from sockslint.flow.model import Assign, Call, Const, Operand, Raise, Read, Return, Yield
from sockslint.program.calls import argument_at
from sockslint.program.index import Method, events_of
from sockslint.program.slices import copied, forward_slice
from sockslint.rulebook.model import Rule


def check(context: Context, rule: Rule) -> list[Finding]:
    """The findings of an obligation of this kind, at the begin calls."""
    findings = []
    for use in context.uses.every:
        with context.isolated(rule, use):
            if use.member.completed_by is None or not isinstance(use.event, Call) or not _on_a_socket(context, use):
                continue
            judgement = _Judgement(context, use, use.event, use.member.completed_by)
            kind = judgement.fault()
            if kind is not None:
                findings.append(context.reporter.finding(rule, use, kind, Confidence.HIGH, judgement.steps))
    return findings


def _on_a_socket(context: Context, use: Use) -> bool:
    if use.node is None:
        return False
    return context.program.kind(use.node) in ("datagram", "listener") or context.connections.is_connection(use)


class _Judgement:
    """Looks for the completion of one begun operation."""

    def __init__(self, context: Context, use: Use, call: Call, completion: str) -> None:
        self.context = context
        self.program = context.program
        self.method = use.method
        self.call = call
        self.member = use.member
        self.completion = completion
        self.steps: tuple[Step, ...] = ()

    def fault(self) -> str | None:
        """How the completion is missing; None if it is there, or may be."""
        callback = argument_at(self.call, self.member.callback)
        called = self._called(callback)
        if called is None or self._completes(called):
            return None
        if any(self._hands_on(self.program.methods[id_], self._first_parameter(id_)) for id_ in called):
            return None
        if not self.call.discarded:
            nest = self.program.index.nests[self.method.outermost]
            if self._completes(each.id for each in nest) or self._hands_on(self.method, self.call.result):
                return None
        if called:
            method = self.program.methods[min(called)]
            step = Step(method.unit.path, method.function.span, f"{method.name} is called then, and completes nothing")
            self.steps = (step,)
            return "callback"
        return "dropped" if self.call.discarded else "waited"

    def _called(self, callback: Operand | None) -> set[int] | None:
        """The functions that are called when the operation has ended; None if nobody knows them."""
        if isinstance(callback, Const) and callback.value is None:
            return set()
        found = set(self.program.functions_of(self.method, callback)) if callback is not None else set()
        for id_ in tuple(found):
            if not self.program.methods[id_].function.blocks:
                name = self.program.methods[id_].name  # declared here, written in a derived class
                found |= set(self.program.index.by_method_name.get(name, ()))
        found = {id_ for id_ in found if self.program.methods[id_].function.blocks}
        return found or None

    def _completes(self, functions: Iterable[int]) -> bool:
        """Whether some of these functions, or what they call or hand on, calls the completion or names it."""
        seen = set(functions)
        pending = list(seen)
        while pending:
            method = self.program.methods[pending.pop()]
            following = set(self.context.effects.callees.get(method.id, ()))
            for event in events_of(method):
                match event:
                    case Call():
                        if event.name == self.completion:
                            return True
                        for argument in event.arguments:
                            following.update(self.program.functions_of(method, argument.value))
                    case Read(place=place) if place.rpartition(".")[2] == self.completion:
                        return True
            pending.extend(following - seen)
            seen |= following
        return False

    def _first_parameter(self, function: int) -> str | None:
        return next((parameter.place for parameter in self.program.methods[function].function.given), None)

    def _hands_on(self, method: Method, place: str | None) -> bool:
        """Whether what stands for the operation gets to where nobody looks, or to a function that completes it."""
        if place is None:
            return False
        nest = self.program.index.nests[method.outermost]
        used = forward_slice(self.program, nest, self.program.node(method, place), copied)
        for user, event in used.uses:
            match event:
                case Call():
                    given = any(used.is_held(user, argument.value) for argument in event.arguments)
                    if given and self._takes_over(user, event):
                        return True
                case Assign() | Return() | Raise() | Yield() if copied(event) is None:
                    return True
        return False

    def _takes_over(self, method: Method, call: Call) -> bool:
        """Whether a call that is given the operation may complete it, or keeps it for somebody who does."""
        resolution = self.program.resolve(method, call)
        if resolution.targets:
            return self._completes(target.function for target in resolution.targets)
        return not any(row.member.role for row in resolution.rows)
