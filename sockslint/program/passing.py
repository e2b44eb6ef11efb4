"""What events do to a path in passing, so that they need not be run again on every path that comes to them.

Most events ask for little of what a path knows, and change little: a local gets a value, the path becomes more
doubtful. What a stretch of them does is found out by running it from a point that writes down what it is asked for, and
is remembered by the answers. It does the same to every path that knows the same of those nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, NoReturn, TypeAlias

from msgspec.structs import replace

from sockslint.flow.model import Event, Raise, Return
from sockslint.program.calls import Site
from sockslint.program.index import Method
from sockslint.program.paths import MAX_DOUBT, EventStep, Point
from sockslint.program.values import UNKNOWN, Value

#: How often a block is run before it is worth finding out what its events do.
WORTH_TRYING = 2


class Passage(NamedTuple):
    """What a stretch of events does to a path: up to which event (its index, itself not included) it comes, which
    values it leaves at which nodes (None: nothing is known there any more), and how much more doubtful it is then."""

    end: int
    changes: tuple[tuple[str, Value | None], ...]
    doubt: int


class Stretch:
    """Events of a block that follow one another, and what they have done to paths, by what those knew."""

    def __init__(self) -> None:
        self._asked: tuple[str, ...] = ()
        self._passages: dict[object, Passage] = {}
        #: The nodes that the events have asked for.
        self.nodes: frozenset[str] = frozenset()

    def passage(self, state: Point) -> Passage | None:
        """What the events do to a path; None if that is still to be found out."""
        return self._passages.get(self._known(state))

    def learn(self, state: Point, passage: Passage, asked: frozenset[str]) -> None:
        """What the events have done to a path, and the nodes that they asked for."""
        if not asked <= self.nodes:  # what was learnt so far does not say what was known of the new ones
            self.nodes |= asked
            self._asked = tuple(self.nodes)
            self._passages.clear()
        self._passages[self._known(state)] = passage

    def _known(self, state: Point) -> object:
        return (state.looked_at, state.notes, *map(state.environment.get, self._asked))


class Passing:
    """What is known of the events of blocks, of those blocks that are run often enough.

    It holds for all who ask the same question.
    """

    def __init__(self) -> None:
        self._visits: dict[tuple[int, int], int] = {}
        self._blocks: dict[tuple[int, int], dict[tuple[int, int], Stretch]] = {}

    def block(self, method: Method, state: Point) -> dict[tuple[int, int], Stretch] | None:
        """The stretches of a block, by where they begin and where they end at the latest, when it is come to again."""
        key = (method.id, state.block)
        found = self._blocks.get(key)
        if found is None:
            visits = self._visits[key] = self._visits.get(key, 0) + 1
            if visits <= WORTH_TRYING:
                return None
            found = self._blocks[key] = {}
        return found if state.doubt <= MAX_DOUBT else None  # more doubt is cut down even by events that add none


class NotInPassingError(Exception):
    """An event that is tried does more than can be told of it: it enters a function, or asks how deep it stands."""


class _Listener(dict[str, Value]):
    """An environment which notes what it is asked for, and what is changed in it."""

    def __init__(self, known: Any, asked: set[str], changed: dict[str, None]) -> None:
        super().__init__(known)
        self.asked = asked
        self.changed = changed

    def _ask(self, node: str) -> None:
        if node not in self.changed:
            self.asked.add(node)

    def get(self, node: str, default: Any = None) -> Any:
        self._ask(node)
        return super().get(node, default)

    def __contains__(self, node: object) -> bool:
        self._ask(str(node))
        return super().__contains__(node)

    def __setitem__(self, node: str, value: Value) -> None:
        self._change(node)
        super().__setitem__(node, value)

    def pop(self, node: str, default: Any = None) -> Any:
        self._change(node)
        return super().pop(node, default)

    def _change(self, node: str) -> None:
        self.changed.pop(node, None)
        self.changed[node] = None

    def changes(self) -> tuple[tuple[str, Value | None], ...]:
        """What is known now of the nodes that were changed, the last changed last."""
        return tuple((node, super(_Listener, self).get(node)) for node in self.changed)

    def copy(self) -> _Listener:
        return _Listener(super().items(), self.asked, self.changed.copy())

    def __bool__(self) -> bool:
        return True

    def _all(self) -> NoReturn:
        raise NotInPassingError

    def __iter__(self) -> Iterator[str]:
        self._all()

    keys = values = items = _all


Run: TypeAlias = Callable[[Method, Site, Event, Point], EventStep]


def tried(
    run: Run, method: Method, events: Sequence[Event], index: int, until: int, state: Point
) -> tuple[Passage, frozenset[str]]:
    """What the events of a block from `index` on, `until` another at most, do to a path in passing, and the nodes that
    they ask for. It ends before the first event that does more."""
    asked: set[str] = set()
    environment = _Listener(state.environment, asked, {})
    start = Point(
        state.block, state.at, environment, frozenset(), 0, state.looked_at, UNKNOWN, None, (), notes=state.notes
    )
    reached = start
    while index < until:
        event = events[index]
        if isinstance(event, Return | Raise):
            break
        try:
            step = run(method, Site(method.id, state.block, index), event, reached)
        except NotInPassingError:
            break
        if step.settled or step.raised or step.broken or len(step.onward) != 1:
            break
        (after,) = step.onward
        if not isinstance(after.environment, _Listener) or replace(after, environment=environment, doubt=0) != start:
            break
        reached, environment = after, after.environment
        start = replace(start, environment=environment)
        index += 1
    return Passage(index, environment.changes(), reached.doubt), frozenset(asked)
