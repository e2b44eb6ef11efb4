"""Functions that never return to their caller: whatever way is taken through them, they raise."""

from __future__ import annotations

from collections.abc import Set

from sockslint.flow.graph import successors
from sockslint.flow.model import EXIT, RAISE_EXIT, Call, Raise
from sockslint.program.effects import Effect, Effects
from sockslint.program.index import Method

_RAISES = Effect("raise", "")
#: A function that is run apart from its caller, or may be another one in a type that nobody sees.
_OTHERWISE = frozenset(("async", "generator", "virtual", "abstract"))


class NoReturn:
    """The functions of a program that always raise, and what calls of them do to a graph."""

    def __init__(self, effects: Effects) -> None:
        self._effects = effects
        self._program = effects.program
        #: The functions, each with the one exception that it raises, as written; ``""`` if that is open.
        self._raised: dict[int, str] = {}
        pending = [id_ for id_, own in effects.own.items() if _RAISES in own]
        while pending:
            id_ = pending.pop()
            raised = None if id_ in self._raised else self._always_raised(self._program.methods[id_])
            if raised is not None:
                self._raised[id_] = raised
                last_first = dict.fromkeys(caller.site.method for caller in reversed(effects.callers.get(id_, ())))
                pending.extend(reversed(last_first))  # each once; what is put there last is looked at first

    def raised_by(self, method: Method, call: Call) -> str | None:
        """The exception that a call always raises, as written (``""``: an unknown one); None if it may return."""
        if not self._raised:
            return None
        resolution = self._program.resolve(method, call)
        raised = {self._raised.get(target.function) for target in resolution.targets}
        if None in raised or resolution.rows:
            return None
        return _the_one({each for each in raised if each is not None})

    def blocks(self, method: Method) -> frozenset[int]:
        """The blocks of a function that control leaves by an exception only, as they call such a function."""
        if not self._raised:
            return frozenset()
        return frozenset(
            number
            for number, block in enumerate(method.function.blocks)
            if any(isinstance(event, Call) and self.raised_by(method, event) is not None for event in block.events)
        )

    def _always_raised(self, method: Method) -> str | None:
        """What a function always raises; None if some way through it comes to its end, or none is known to raise."""
        function = method.function
        if not _OTHERWISE.isdisjoint(function.flags) or not function.blocks:
            return None
        raised: set[str] = set()
        seen = {RAISE_EXIT}
        pending = [0]
        while pending:
            number = pending.pop()
            if number == EXIT:
                return None
            if number in seen:
                continue
            seen.add(number)
            block = function.blocks[number]
            onward = {*successors(block), block.on_raise}
            for event in block.events:
                if isinstance(event, Raise):
                    raised.add(event.type or "")
                elif isinstance(event, Call) and (known := self.raised_by(method, event)) is not None:
                    raised.add(known)
                    onward = {block.on_raise}
            pending.extend(onward)
        return _the_one(raised)


def _the_one(raised: Set[str]) -> str | None:
    """The exception that is raised: ``""`` if it is one of several, None if there is none."""
    if not raised:
        return None
    return next(iter(raised)) if len(raised) == 1 else ""
