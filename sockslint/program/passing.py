"""Which events a path passes without a trace, so that it need not be asked again what they do.

Found out by trying: an event is run from a point at which nothing is known, and everything that it asks for is written
down. If it leaves that point as it is, it leaves every point as it is that knows nothing of what was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeAlias

from sockslint.flow.model import Event, Raise, Return
from sockslint.program.calls import Site
from sockslint.program.index import Method
from sockslint.program.paths import MAX_DOUBT, EventStep, Point
from sockslint.program.values import UNKNOWN, Value

#: How often a block is run before it is worth finding out which of its events do nothing.
WORTH_TRYING = 3

Asked: TypeAlias = frozenset[str] | None
_UNTRIED: frozenset[str] = frozenset(("not tried yet",))


class Passing:
    """What is known of the events of blocks, those that are run often enough."""

    def __init__(self, try_: Callable[[Method, Site, Event], Asked]) -> None:
        self._try = try_
        self._visits: dict[tuple[int, int], int] = {}
        self._blocks: dict[tuple[int, int], Events] = {}

    def of(self, method: Method, state: Point, size: int) -> Events | None:
        """The events of a block, so many, when it is come to once more."""
        key = (method.id, state.block)
        found = self._blocks.get(key)
        if found is None:
            visits = self._visits[key] = self._visits.get(key, 0) + 1
            if visits <= WORTH_TRYING:
                return None
            found = self._blocks[key] = Events(self._try, size)
        return found if state.doubt <= MAX_DOUBT else None  # more doubt is cut down by events that add none


class Events:
    """The events of a block: what each asks for, if it does nothing where none of that is known."""

    def __init__(self, try_: Callable[[Method, Site, Event], Asked], size: int) -> None:
        self._try = try_
        self._asked: list[Asked] = [_UNTRIED] * size

    def asked(self, method: Method, at: Site, event: Event) -> Asked:
        """The nodes that an event asks for, if it does nothing to a path that knows none of them; else None."""
        found = self._asked[at.at]
        if found is _UNTRIED:
            found = self._asked[at.at] = self._try(method, at, event)
        return found


class EnteredError(Exception):
    """An event that was to be tried would enter a function."""


class _AskedForAllError(Exception):
    """An event that was tried looks at everything that is known."""


class _Listener(dict[str, Value]):
    """An environment in which nothing is known, and which notes what is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, node: str, default: Any = None) -> Any:
        self.asked.add(node)
        return default

    def __contains__(self, node: object) -> bool:
        self.asked.add(str(node))
        return False

    def __bool__(self) -> bool:
        return True

    def _all(self) -> NoReturn:
        raise _AskedForAllError

    def __iter__(self) -> Iterator[str]:
        self._all()

    keys = values = items = _all


Run: TypeAlias = Callable[[Method, Site, Event, Point], EventStep]


def asked_in_passing(run: Run, method: Method, at: Site, event: Event) -> Asked:
    """The nodes that an event asks for, if it leaves every point alone that knows none of them; else None."""
    if isinstance(event, Return | Raise):
        return None
    asked: set[str] = set()
    for looked_at in (False, True):
        environment = _Listener()
        point = Point(at.block, at.at, environment, frozenset(), 0, looked_at, UNKNOWN, None, ())
        try:
            step = run(method, at, event, point)
        except (EnteredError, _AskedForAllError):
            return None
        if step.settled or step.raised or step.broken or len(step.onward) != 1 or step.onward[0] is not point:
            return None
        asked |= environment.asked
    return frozenset(asked)
