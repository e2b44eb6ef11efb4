"""Work on many units together that one of them makes fail: it is found and left out, and the rest is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from sockslint.flow.model import Unit

_Result = TypeVar("_Result")

#: How much work the search for the units at fault may take, in units worked on for each unit that there is.
MOST_WORK = 6


class Outcome(NamedTuple, Generic[_Result]):
    """What came of the work. `fault` tells what went wrong in it for all units together, `suspect` the path of the
    unit that it may have been over."""

    result: _Result
    fault: str | None = None
    suspect: str | None = None


class Isolated(NamedTuple, Generic[_Result]):
    """What came of the work without the units that make it fail, and the paths of these, each with what went wrong.

    Where no unit was found to be at fault, nothing is left out, and `fault` tells what went wrong with all.
    """

    result: _Result
    faulty: tuple[tuple[str, str], ...] = ()
    fault: str | None = None


def isolate(units: Sequence[Unit], attempt: Callable[[Sequence[Unit]], Outcome[_Result]]) -> Isolated[_Result]:
    """Do the work on all units, or on all but those at fault.

    At fault is the one that the traceback speaks of, if all goes well without it; else the last one of the fewest, from
    the first on, that the work fails on. The same units give the same answer. `attempt` must not raise.
    """
    patience = (MOST_WORK + 1) * len(units)

    def tried(some: Sequence[Unit]) -> Outcome[_Result]:
        nonlocal patience
        patience -= len(some)
        return attempt(some)

    first = outcome = tried(units)
    left, faulty = list(units), list[tuple[str, str]]()
    while outcome.fault is not None and len(left) > 1 and patience > 0:
        without = [unit for unit in left if unit.path != outcome.suspect]
        if len(without) < len(left) and (trial := tried(without)).fault is None:
            return Isolated(trial.result, (*faulty, (str(outcome.suspect), outcome.fault)))
        goes_well, fails = 0, len(left)  # how many units from the first on
        while fails - goes_well > 1 and patience > 0:
            middle = (goes_well + fails) // 2
            if (trial := tried(left[:middle])).fault is None:
                goes_well = middle
            else:
                fails, outcome = middle, trial
        faulty.append((left.pop(fails - 1).path, str(outcome.fault)))
        outcome = tried(left)
    if outcome.fault is not None:
        return Isolated(first.result, fault=first.fault)
    return Isolated(outcome.result, tuple(faulty))


def suspect_of(error: Exception) -> str | None:
    """The path of the unit that the innermost function was at which had one at hand, itself or as its `unit`."""
    path, traceback = None, error.__traceback__
    while traceback is not None:
        for value in traceback.tb_frame.f_locals.values():
            unit = getattr(value, "unit", value)
            if isinstance(unit, Unit):
                path = unit.path
        traceback = traceback.tb_next
    return path
