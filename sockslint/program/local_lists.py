"""Lists that a function makes for itself, to look through what is in them: ``ready, _, _ = select(both, [], [])``."""

from __future__ import annotations

from functools import partial

from sockslint.flow.model import Assign, Branch, Call, Event, is_variable
from sockslint.program.analyses import Analyses
from sockslint.program.calls import Resolution
from sockslint.program.index import Method
from sockslint.program.slices import Handed, Slice, forward_slice
from sockslint.rulebook.model import Role


class LocalLists:
    """Tells of the lists of a program's functions whether to put a connection there hands it to anybody."""

    def __init__(self, analyses: Analyses, settled_by: Role) -> None:
        """`settled_by` is what must not be done to what is taken from such a list."""
        self._analyses = analyses
        self._program = analyses.program
        self._settled_by = settled_by
        self._known: dict[tuple[int, str], bool] = {}

    def is_only_looked_through(self, method: Method, place: str) -> bool:
        """Whether a list, and what is taken from it, is used by this function alone, which lets nobody else have that
        and does not release it."""
        key = method.id, place
        if key not in self._known:
            self._known[key] = self._is_only_looked_through(method, place)
        return self._known[key]

    def _is_only_looked_through(self, method: Method, place: str) -> bool:
        node = self._program.node(method, place)
        if not is_variable(place) or not self._analyses.locals.mentions.get(node, frozenset()) <= {method.id}:
            return False
        found = forward_slice(self._program, (method,), node, partial(self._taken, method))
        return not any(self._gives_away(method, event, found) for _, event in found.uses)

    def _taken(self, method: Method, event: Event) -> Handed | None:
        """What an event takes from a list, or chooses of it."""
        match event:
            case Assign(_, target, value) if is_variable(target):
                return target, (value,)
            case Call(result=result) if self._chooses(event, self._program.resolve(method, event)):
                return result, [argument.value for argument in event.arguments]
            case _:
                return None

    def _chooses(self, call: Call, resolution: Resolution) -> bool:
        return self._program.passes(call, resolution).startswith("some:")

    def _gives_away(self, method: Method, event: Event | Branch, found: Slice) -> bool:
        """Whether an event that makes use of what is in a list lets somebody else have it, or releases it."""
        if isinstance(event, Branch) or self._taken(method, event) is not None:
            return False
        if not isinstance(event, Call):
            return True
        resolution = self._program.resolve(method, event)
        if not resolution.rows or resolution.targets:
            collections = self._program.apis.collections
            is_of_list = event.receiver is not None and found.is_held(method, event.receiver)
            own = collections.stores | collections.removes if is_of_list else frozenset()
            return event.name not in collections.looks | own
        if any(found.is_held(method, argument.value) for argument in event.arguments):
            return True
        return any(row.member.role == self._settled_by or row.member.keeps for row in resolution.rows)
