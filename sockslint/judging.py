"""Judging a program in several processes.

A companion is given all units and the rules, and links them itself while the main process does the same. Then it is
asked about cases of the docket, some at a time, and the main process judges the others. What comes of each case is put
together by its number, so it does not matter who judged which, nor when.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence

import msgspec

from sockslint.checks import Docket
from sockslint.companions import Companion, answer_with, encoded, program
from sockslint.findings import Judgement
from sockslint.flow.model import Unit
from sockslint.program import link
from sockslint.rulebook.model import Rulebook
from sockslint.startup import relax_collector

#: How many cases a companion is asked about at once, and for how many seconds it goes on to the next of them. Some take
#: a thousand times as long as others, and none should wait behind such a one while somebody has nothing to do.
_MOST_AT_ONCE = 32
_SLICE = 0.1

#: How many seconds of judging tell how long the rest will take, and how many it takes to start a companion.
_TELLING = 0.5
_START = 0.2

_PROGRAM = program("sockslint.judging")
_INTERRUPTIBLE = 0.2


class _Brief(msgspec.Struct, frozen=True):
    """What a companion has to know."""

    units: tuple[Unit, ...]
    rulebook: Rulebook


_found_decoder = msgspec.msgpack.Decoder(dict[int, Judgement])


def judge(units: Sequence[Unit], rulebook: Rulebook, jobs: int, *, at_once: bool) -> Judgement:
    """What `check` says of the linked units, found out by up to so many processes.

    Companions are started `at_once`, or as soon as it shows that they pay. Raises what linking raises.
    """
    team = _Team(units, rulebook)
    try:
        if at_once:
            team.hire(jobs - 1)
        before_linking = time.monotonic()
        docket = Docket(link(units, rulebook), rulebook)
        start = time.monotonic()
        team.board.lay_out(len(docket))
        waiting_for_help = not at_once
        while (number := team.board.next()) is not None:
            team.board.bring([number], {number: docket.judge(number)})
            spent = time.monotonic() - start
            if waiting_for_help and spent >= _TELLING:
                rest = spent * team.board.open / team.board.done
                helpers = sensible_helpers(rest, _START + start - before_linking, jobs - 1)
                team.hire(helpers)
                waiting_for_help = helpers == 0
        return docket.conclude(team.board.found())
    finally:
        team.dismiss()


def sensible_helpers(rest: float, cost: float, limit: int) -> int:
    """How many companions to judge the rest with, which is so many seconds of work, if each of them costs so many
    before it is of any help: so many that each then does as much as it has cost."""
    return max(0, min(limit, int(rest / cost) - 1))


# --- the main process's side ------------------------------------------------------------------------------------


class _Board:
    """The numbers of the cases: those that nobody has taken yet, those that somebody is at, and what came of others.

    All its methods may be called by any thread.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count: int | None = None
        self._open: deque[int] = deque()
        self._taken = 0
        self._found: dict[int, Judgement] = {}

    @property
    def open(self) -> int:
        """How many cases are there to be taken."""
        return len(self._open)

    @property
    def done(self) -> int:
        """How many cases are judged."""
        return len(self._found)

    def lay_out(self, count: int) -> None:
        """Have so many cases judged; none are as long as this was not called."""
        with self._changed:
            self._count = count
            self._open = deque(range(count))
            self._changed.notify_all()

    def close(self) -> None:
        """Have no more cases judged."""
        self.lay_out(0)

    def count(self) -> int:
        """How many cases there are in all; waits until that is known."""
        with self._changed:
            self._changed.wait_for(lambda: self._count is not None)
            return self._count or 0

    def next(self) -> int | None:
        """A case for the main process, which waits for those that somebody is at; None once all are judged."""
        with self._changed:
            while not self._open and self._taken:
                self._changed.wait(_INTERRUPTIBLE)
            if not self._open:
                return None
            self._taken += 1
            return self._open.popleft()

    def some(self, hands: int) -> list[int]:
        """Cases for one of so many companions; none if there are none to be taken. They come from the end that the
        main process has not come to: cases that take long stand side by side."""
        with self._changed:
            share = len(self._open) // (2 * (hands + 1))
            number = min(max(1, share), _MOST_AT_ONCE, len(self._open))
            self._taken += number
            return [self._open.pop() for _ in range(number)]

    def bring(self, taken: Sequence[int], found: Mapping[int, Judgement]) -> None:
        """Tell what came of some of the cases that were taken; the others are there to be taken again."""
        with self._changed:
            self._taken -= len(taken)
            self._found.update(found)
            self._open.extend(number for number in reversed(taken) if number not in found)
            self._changed.notify_all()

    def found(self) -> list[Judgement]:
        """What came of all cases, in the order of their numbers."""
        return [self._found[number] for number in range(self.count())]


class _Team:
    """The companions who judge cases of one board, until they are dismissed.

    One thread a companion asks it; most of the time that thread waits. A companion that dies, or cannot link what the
    main process can, leaves its cases on the board.
    """

    def __init__(self, units: Sequence[Unit], rulebook: Rulebook) -> None:
        self.board = _Board()
        self._units, self._rulebook = units, rulebook
        self._companions: list[Companion] = []

    def hire(self, number: int) -> None:
        """Start so many companions; fewer if no more can be had."""
        brief = encoded(_Brief(tuple(self._units), self._rulebook)) if number > 0 else b""
        if not brief:  # half a character, out of some odd encoding, cannot be told
            return
        for _ in range(number):
            try:
                companion = Companion(_PROGRAM)
            except OSError:
                return
            self._companions.append(companion)
            threading.Thread(target=self._attend, args=(companion, brief), daemon=True).start()

    def dismiss(self) -> None:
        """End the companions, whatever they are at."""
        self.board.close()
        for companion in self._companions:
            companion.end()

    def _attend(self, companion: Companion, brief: bytes) -> None:
        """Keep one companion busy as long as it has the same cases and answers."""
        if not companion.is_ready() or companion.ask(brief) != encoded(self.board.count()):
            return
        while taken := self.board.some(len(self._companions)):
            found: dict[int, Judgement] = {}
            try:
                answer = companion.ask(encoded(taken))
                found = _found_decoder.decode(answer) if answer else {}
            finally:
                self.board.bring(taken, found)
            if not found:
                return


# --- the companion's side ---------------------------------------------------------------------------------------


def work() -> None:
    """Link what first comes in by standard input, then judge the cases that are asked for, until it ends."""
    relax_collector()
    answer_with(_Judge().answer)


class _Judge:
    """Judges cases of the docket that it is briefed about by the first message."""

    def __init__(self) -> None:
        self._docket: Docket | None = None

    def answer(self, asked: bytes) -> bytes:
        """How many cases there are, then what came of some that were asked for; nothing if there is no telling."""
        if self._docket is not None:
            return encoded(self._judged(self._docket, msgspec.msgpack.decode(asked, type=list[int])))
        brief = msgspec.msgpack.decode(asked, type=_Brief)
        try:
            self._docket = Docket(link(brief.units, brief.rulebook), brief.rulebook)
        except Exception:  # which the main process meets too, and tells
            return b""
        return encoded(len(self._docket))

    def _judged(self, docket: Docket, numbers: Sequence[int]) -> dict[int, Judgement]:
        """What came of one case at least, and of those that there was time for."""
        found: dict[int, Judgement] = {}
        end = time.monotonic() + _SLICE
        for number in numbers:
            found[number] = docket.judge(number)
            if time.monotonic() > end:
                break
        return found
