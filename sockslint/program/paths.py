"""A point on a path, what an event does to it, and how a path leaves a function: the words in which paths are told."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from typing import Literal, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from sockslint.findings import Step
from sockslint.program.calls import Site
from sockslint.program.values import Value
from sockslint.rulebook.model import Role
from sockslint.text import Span

MAX_STEPS_TOLD = 12
MAX_ABREAST = 24
#: Past this many reasons for doubt, one more tells nothing.
MAX_DOUBT = 4

Environment = dict[str, Value]


class Note(NamedTuple):
    """Something that has happened on a path, and no place tells; `function` and `block` say where, if that matters."""

    what: Literal["handed", "forgotten", "another", "sent", "entered"]
    function: int = -1
    block: int = -1

    @staticmethod
    def entered(function: int, block: int) -> Note:
        """A loop over a collection, which has the connection, was entered: one turn of it is about that."""
        return Note("entered", function, block)


#: A function that nobody can see was given the end.
HANDED = Note("handed")
#: A member that held the connection was set to null, which had not been released.
FORGOTTEN = Note("forgotten")
#: Another connection was made or accepted beside the one asked about: the next receive may be on that.
ANOTHER = Note("another")
#: Something was sent to the peer that has gone: when that fails, a loop comes to its end.
SENT = Note("sent")


class Question(NamedTuple):
    """What is asked about a connection: which role settles the obligation, which break it, who the connection is.

    `family` is its representative; `loose` says that the connection is known only through event args, so that the
    release of any connection on the path counts. `ends` tells whether receives yield end-of-stream from now on,
    `fails` with which exception they fail instead.
    `flags` are the members whose truth decides how the function and its callers go on, `dependents` the places that
    the receive's function computes from what it yields.
    """

    family: str
    loose: bool
    settled_by: Role
    broken_by: tuple[Role, ...]
    ends: bool
    flags: frozenset[str]
    dependents: frozenset[str]
    fails: str | None = None

    @staticmethod
    def about(family: str) -> Question:
        """The question whether a place is come to at all when the stream of a connection has ended."""
        return Question(family, False, "release", (), True, frozenset(), frozenset())


class Guard(NamedTuple):
    """A branch that nobody here can decide and the side that a path took. `decides` if the release may well hang on it:
    it asks if there is anything in what was computed from the receive's result, or has found nobody to tell. `tells` if
    that was computed from nothing but the result, so that the test may well be the one for the end."""

    block: int
    holds: bool
    decides: bool
    tells: bool


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """How a path leaves a function with the obligation unsettled, or breaks it; ``lost`` where it loses the connection.

    `value` is what is returned; `exception` the type raised; `fields` the constants left in members; `passed` the
    receives that have yielded end-of-stream again; `doubt` counts reasons to be less sure; `left_at` the return, or
    what has raised, by which the path left, if it did not come to the function's last line. `notes` are
    those of the path.
    """

    kind: Literal["return", "raise", "rearm", "spin", "lost"]
    value: Value
    exception: str | None
    fields: tuple[tuple[str, Value], ...]
    passed: frozenset[Site]
    doubt: int
    looked_at: bool
    trail: tuple[Step, ...]
    guards: frozenset[Guard] = frozenset()
    left_at: Span | None = None
    notes: frozenset[Note] = frozenset()

    def key(self) -> object:
        """What makes two outcomes the same: all but the way they were reached, of which the surest counts."""
        return self.kind, self.value, self.exception, self.fields, self.passed, self.looked_at, self.notes


class Outcomes(NamedTuple):
    """All unsettled ways out of a function, and whether some path settles the obligation."""

    unsettled: tuple[Outcome, ...]
    settles: bool


class Point(msgspec.Struct, frozen=True, gc=False):
    """A point on a path.

    `passed` are the receives, and the calls of functions that receive, by which the path has come. `rounds` are those
    by which it has come twice, with the doubt that there was when it came again. `left_at` is as in `Outcome`.
    `notes` tell what has happened, in callees too.
    """

    block: int
    at: int
    environment: Environment
    passed: frozenset[Site]
    doubt: int
    looked_at: bool
    result: Value
    exception: str | None
    trail: tuple[Step, ...]
    guards: frozenset[Guard] = frozenset()
    bounded: bool = False
    left: frozenset[int] = frozenset()
    rounds: frozenset[tuple[Site, int]] = frozenset()
    left_at: Span | None = None
    notes: frozenset[Note] = frozenset()

    def key(self) -> object:
        """What makes two states the same: all but the way they were reached, of which the surest counts."""
        return (
            self.block,
            self.at,
            frozenset(self.environment.items()),
            self.passed,
            self.looked_at,
            self.result,
            self.exception,
            self.guards,
            self.bounded,
            self.left,
            self.rounds,
            self.notes,
        )


def came_again(state: Point, at: Site) -> Point:
    """The state that comes to a receive once more."""
    if at not in state.passed:
        return replace(state, passed=state.passed | {at})
    return replace(state, rounds=state.rounds | {(at, state.doubt)})


def noting(note: Note, state: Point) -> Point:
    """The state of a path on which something has happened."""
    return state if note in state.notes else replace(state, notes=state.notes | {note})


def told_of_round(notes: Set[Note], otherwise: str) -> tuple[str, Literal["spin", "lost"]]:
    """What is told of a round that comes back to a receive, and what it is: for ever, unless something ends it."""
    if ANOTHER in notes:
        return "and it is that one which is received from here", "lost"
    if SENT in notes:
        return "and is received from again, until what is sent fails", "lost"
    return otherwise, "spin"


def goes_round(state: Point, at: Site) -> Point | None:
    """The state, as sure as after one round, if it comes to a receive a second time after its first; None if not."""
    doubts = [doubt for site, doubt in state.rounds if site == at]
    return replace(state, doubt=min(doubts)) if doubts else None


class Advance(msgspec.Struct, frozen=True, gc=False):
    """Where running a block leads."""

    onward: list[Point]
    broken: list[Outcome]
    settled: bool


class EventStep(msgspec.Struct, frozen=True, gc=False):
    """Where an event leads: on, into a handler, to a broken obligation; or it settles it."""

    onward: list[Point]
    raised: Sequence[Point] = ()
    broken: Sequence[Outcome] = ()
    settled: bool = False


def doubted(state: Point, more: int) -> Point:
    """The state with more reasons for doubt."""
    doubt = min(state.doubt + more, MAX_DOUBT)
    return state if doubt == state.doubt else replace(state, doubt=doubt)


def distinct(states: list[Point]) -> list[Point]:
    """States that differ in more than the way they were reached, up to a limit."""
    if len(states) < 2:
        return states
    found: dict[object, Point] = {}
    for state in states:
        keep_surest(found, state)
    return list(found.values())[:MAX_ABREAST]


_Told = TypeVar("_Told", Point, Outcome)


def keep_surest(found: dict[object, _Told], one: _Told) -> bool:
    """Add a state or an outcome to those found, unless the same was found by a way as sure. Whether it was added."""
    key = one.key()
    known = found.get(key)
    if known is not None and known.doubt <= one.doubt:
        return False
    found[key] = one
    return True


def as_sure_as(closer: Collection[Outcome], outcomes: Outcomes, doubt: int) -> Outcomes:
    """The outcomes of a coarse look, no surer of a broken obligation than a closer look was, if that came to one, and
    with so much doubt at least."""
    least: dict[str, int] = {}
    for each in closer:
        least[each.kind] = min(least.get(each.kind, MAX_DOUBT), each.doubt)
    unsettled = tuple(
        replace(each, doubt=max(each.doubt, doubt, least.get(each.kind, 0))) for each in outcomes.unsettled
    )
    return Outcomes(unsettled, outcomes.settles)


def guarded(outcomes: Collection[Outcome], settling: Set[Guard]) -> tuple[Outcome, ...]:
    """Less sure of ways on that only a condition nobody can decide keeps from where the connection is released.

    If what it tests was computed from the receive's result, it may well be the test for the end. A loop that such a
    test leads out of is as doubtful: whoever calls the function may release what it leaves.
    """
    sides = {(guard.block, guard.holds) for guard in settling}
    leaving = {(g.block, g.holds) for each in outcomes if each.kind == "return" for g in each.guards if g.tells}
    return tuple(_guarded(outcome, sides, leaving) for outcome in outcomes)


def _guarded(outcome: Outcome, settling: Set[tuple[int, bool]], leaving: Set[tuple[int, bool]]) -> Outcome:
    ends = outcome.kind in ("return", "raise")
    kept = [guard for guard in outcome.guards if (guard.block, not guard.holds) in settling]
    weaker = any(guard.decides or ends for guard in kept)
    if not ends and not weaker:
        weaker = any((guard.block, not guard.holds) in leaving for guard in outcome.guards)
    return replace(outcome, doubt=min(outcome.doubt + 2, MAX_DOUBT) if weaker else outcome.doubt, guards=frozenset())
