"""Which events a path passes without a trace, so that it need not be asked again what they do.

Found out by trying: an event is run from a point at which nothing is known, and everything that it asks for is written
down. If it leaves that point as it is, it leaves every point as it is that knows nothing of what was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, NoReturn, TypeAlias

from msgspec.structs import replace

from sockslint.flow.model import Event, Raise, Return
from sockslint.program.calls import Site
from sockslint.program.index import Method
from sockslint.program.paths import MAX_DOUBT, EventStep, Point
from sockslint.program.values import UNKNOWN, Value

#: How often a block is run before it is worth finding out which of its events do nothing.
WORTH_TRYING = 2


class Passed(NamedTuple):
    """What an event does to a path that knows nothing of what it asks for: it makes it this much more doubtful."""

    asked: frozenset[str]
    doubt: int


#: Stands for an event that is still to be tried.
UNTRIED = Passed(frozenset(), 0)


class Passing:
    """What is known of the events of blocks, of those blocks that are run often enough.

    It holds for all who ask the same question.
    """

    def __init__(self) -> None:
        self._visits: dict[tuple[int, int], int] = {}
        self._blocks: dict[tuple[int, int], list[Passed | None]] = {}

    def block(self, method: Method, state: Point, size: int) -> list[Passed | None] | None:
        """What is known of the events of a block, so many, when it is come to once more."""
        key = (method.id, state.block)
        found = self._blocks.get(key)
        if found is None:
            visits = self._visits[key] = self._visits.get(key, 0) + 1
            if visits <= WORTH_TRYING:
                return None
            found = self._blocks[key] = [UNTRIED] * size
        return found if state.doubt <= MAX_DOUBT else None  # more doubt is cut down even by events that add none


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


def tried(run: Run, method: Method, at: Site, event: Event) -> Passed | None:
    """What an event does in passing; None if there is more to it."""
    if isinstance(event, Return | Raise):
        return None
    asked: set[str] = set()
    doubts: set[int] = set()
    for looked_at in (False, True):
        environment = _Listener()
        point = Point(at.block, at.at, environment, frozenset(), 0, looked_at, UNKNOWN, None, ())
        try:
            step = run(method, at, event, point)
        except (EnteredError, _AskedForAllError):
            return None
        if step.settled or step.raised or step.broken or len(step.onward) != 1:
            return None
        (after,) = step.onward
        if after.environment is not environment or replace(after, doubt=0) != point:
            return None
        asked |= environment.asked
        doubts.add(after.doubt)
    return Passed(frozenset(asked), doubts.pop()) if len(doubts) == 1 else None
