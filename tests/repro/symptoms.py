"""How each symptom is decided: by counts and ratios of what was seen, never by a bare time.

A symptom is a function from a Run, a program that is running against its peer, to an Observation. It waits for
enough to have happened, compares, and says in a few words what it saw.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import psutil

from tests.repro import waiting
from tests.repro.child import Child
from tests.repro.peers import PAUSE, Calling, Listening
from tests.repro.programs import Program
from tests.repro.watch import Watch

KEPT = 0.5
"""A program that keeps at least this share of its connections open lets them grow."""

BUSY = 0.5
"""A program that waits for nothing but its peer, and yet wants this share of a processor, spins."""

DEAF = 0.25
"""A program that notices less than this share of what there is to notice is deaf."""

OUTLIVED = 10
"""An operation that outlives this many control timeouts of the same length never completes."""

_WARM_UP = 10
_FEW = 10
_SWEEPS = 30
_BEATS = 40
_SPIN_WINDOW = 1.0
_LAST_WORDS = 3.0
_CATCHING_UP = 1.5
_LAG = 1.0


class ProgramEndedError(Exception):
    """The program ended in the middle of its trial; the message holds its exit status and its last lines."""


@dataclass(frozen=True)
class Observation:
    """Whether the symptom is there, and what was seen."""

    present: bool
    seen: str


@dataclass(frozen=True)
class Run:
    """A program that is running, the peer that is played against it, and the watch on its process."""

    program: Program
    child: Child
    peer: Listening | Calling
    watch: Watch

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for `condition`; raise ProgramEndedError if the program ends and it still does not hold."""
        waiting.until(lambda: condition() or not self.child.running, what)
        # The program may end at what the peer does before the peer has counted that.
        with contextlib.suppress(waiting.TimeLimitError):
            waiting.until(condition, what, limit=_LAG)
        if not condition():
            raise self.ended(f"before: {what}")

    def ended(self, when: str) -> ProgramEndedError:
        """The error that says that the program has ended when it should not have, or not in that way."""
        tail = "\n".join(self.child.output()[-10:])
        return ProgramEndedError(f"exit status {self.child.exit_status} {when}\n{tail}")


Symptom = Callable[[Run], Observation]
"""A way to decide whether a symptom is there."""


def close_wait_grows(run: Run) -> Observation:
    """Sockets whose peer has closed pile up, in step with the connections that the peer has closed."""
    return _grows(run, "in CLOSE_WAIT", lambda: run.peer.tally.acted, run.watch.close_wait)


def descriptor_grows(run: Run) -> Observation:
    """Open descriptors pile up, in step with the connections that were made."""
    # The first connections also bring what a runtime opens once and for all: libraries, its event queue.
    run.until(lambda: run.peer.tally.opened >= _WARM_UP, f"{_WARM_UP} connections")
    made, open_ = run.peer.tally.opened, run.watch.descriptors()
    return _grows(
        run, "more descriptors", lambda: run.peer.tally.opened - made, lambda: run.watch.descriptors() - open_
    )


def unclosed(run: Run) -> Observation:
    """The interpreter warns of sockets that the program has left to it, in step with the connections that were made.

    CPython closes with the last reference what another interpreter, a cycle or a traceback would keep. So that it is
    told, the program asks for each ResourceWarning.
    """

    def warned() -> int:
        return sum("ResourceWarning: unclosed" in line for line in run.child.lines)

    return _grows(run, "left unclosed", lambda: run.peer.tally.opened, warned)


def spins(run: Run) -> Observation:
    """CPU time goes by although the peer does nothing any more."""
    run.until(lambda: run.peer.tally.acted >= 1 or run.peer.tally.ended >= 1, "the peer's part")
    with contextlib.suppress(psutil.NoSuchProcess):  # it has ended
        _share_wanted(run)  # this window may still hold a runtime's start
        share = _share_wanted(run)
        return Observation(share >= BUSY, f"wants {share:.0%} of a processor")
    if run.child.exit_status != 0:
        raise run.ended("after the peer's part")
    return Observation(False, "the program ended")


def never_completes(run: Run) -> Observation:
    """The operation outlives its timeout many times over, counted in timeouts of the same length that do work."""
    if run.program.timeout is None:
        raise ValueError(f"{run.program.path}: never_completes needs timeout_ms")
    run.until(lambda: run.peer.tally.opened >= 1, "a connection")
    for outlived in _control_timeouts(run.program.timeout, OUTLIVED):
        if not run.child.running and run.child.exit_status != 0:
            raise run.ended(f"within {outlived} of {OUTLIVED} timeouts")
        if run.peer.tally.ended or not run.child.running:
            return Observation(False, f"ended within {outlived} of {OUTLIVED} timeouts")
    return Observation(True, f"pending after {OUTLIVED} timeouts")


def stays_true(run: Run) -> Observation:
    """The program goes on to call a connection alive after its peer has closed it.

    It prints what it thinks again and again; the last word of a line is the number of living connections, or true
    or false.
    """
    tally = run.peer.tally
    few = _FEW if isinstance(run.peer, Calling) else 1
    run.until(lambda: tally.acted >= few, f"{few} closed connections")
    if isinstance(run.peer, Calling):
        run.peer.hold()
        run.until(lambda: tally.acted == tally.opened, "the last closed connection")
    start = len(run.child.lines)

    def thoughts() -> list[str]:
        return [line.split()[-1].lower() for line in run.child.lines[start:] if line.strip()]

    run.until(lambda: len(thoughts()) >= _SWEEPS or {"0", "false"} & set(thoughts()) != set(), "what it thinks")
    gone = [number for number, thought in enumerate(thoughts(), 1) if thought in ("0", "false")]
    if gone:
        return Observation(False, f"noticed, line {gone[0]}")
    return Observation(True, f"still {thoughts()[-1]!r}, line {len(thoughts())}")


def deaf(run: Run) -> Observation:
    """The program does not notice what it should: ticks of its own while it waits, or pieces that the peer sends.

    It prints a line for each thing that it notices, beginning with what the sidecar calls `heard`.
    """
    heard = run.program.heard
    if heard is None:
        raise ValueError(f"{run.program.path}: deaf needs heard")
    run.until(lambda: run.peer.tally.opened >= 1, "a connection")
    start, beats = len(run.child.lines), 0
    with _metronome() as beat:
        run.until(lambda: beat() >= _BEATS, "the control beats")
        beats = beat()
    noticed = sum(line.startswith(heard) for line in run.child.lines[start:])
    due, what = (run.peer.tally.pieces, "pieces") if run.peer.tally.pieces else (beats, "beats")
    return Observation(noticed < due * DEAF, f"{noticed} heard, {due} {what}")


def bytes_lost(run: Run) -> Observation:
    """Fewer bytes arrive than the program says it has sent: the last word of its line that begins with `sent`."""

    def claims() -> list[int]:
        return [int(line.split()[-1]) for line in run.child.lines if line.startswith("sent ")]

    run.until(lambda: bool(claims()) and run.peer.tally.ended >= 1, "a sent line and the end of the connection")
    arrived, claimed = run.peer.tally.received, claims()[0]
    return Observation(arrived < claimed, f"{arrived} of {claimed} bytes arrived")


def errors_lost(run: Run) -> Observation:
    """Operations fail, and the program is not told.

    It prints the line `failed` for each that has failed, as it knows by other means, and a line for each error that it
    is told of, beginning with what the sidecar calls `heard`.
    """
    heard = run.program.heard
    if heard is None:
        raise ValueError(f"{run.program.path}: errors_lost needs heard")

    def failed() -> int:
        return run.child.lines.count("failed")

    run.until(lambda: failed() >= _FEW, f"{_FEW} failures")
    due, told = failed(), sum(line.startswith(heard) for line in run.child.lines)
    return Observation(told < due * DEAF, f"{told} told, {due} failed")


def crashes(run: Run) -> Observation:
    """The program ends with an error when its peers have reset their connections."""
    enough, tally = run.program.connections, run.peer.tally
    waiting.until(lambda: not run.child.running or tally.acted >= enough, f"{enough} resets")
    # It may still be busy with saying why it ends.
    with contextlib.suppress(waiting.TimeLimitError):
        waiting.until(lambda: not run.child.running, "the program's end", limit=_LAST_WORDS)
    if run.child.running:
        return Observation(False, f"goes on after {tally.acted} resets")
    if run.child.exit_status == 0:
        raise run.ended("after resets")
    return Observation(True, f"exit status {run.child.exit_status}")


SYMPTOMS: Mapping[str, Symptom] = {
    symptom.__name__: symptom
    for symptom in (
        close_wait_grows,
        descriptor_grows,
        unclosed,
        spins,
        never_completes,
        stays_true,
        deaf,
        bytes_lost,
        errors_lost,
        crashes,
    )
}
"""Every symptom by the name that sidecars and rule pages give it."""


def _grows(run: Run, what: str, happened: Callable[[], int], kept: Callable[[], int]) -> Observation:
    enough = run.program.connections
    seen = []
    for connections in (enough, 2 * enough):
        run.until(lambda: happened() >= connections, f"{connections} connections")  # noqa: B023
        # The program goes on while it is looked at, so more may be kept than had happened before the look.
        before, count = happened(), kept()
        seen.append(f"{count} {what} after {before}")
        if count < connections * KEPT:
            return Observation(False, ", then ".join(seen))

    def fallen() -> bool:
        nonlocal before, count
        before, count = happened(), kept()
        return count < before * KEPT

    # On a busy machine a program may only be late with its closing; what has leaked stays.
    with contextlib.suppress(waiting.TimeLimitError):
        waiting.until(fallen, "the program to catch up", limit=_CATCHING_UP)
        seen.append(f"{count} after {before}")
        return Observation(False, ", then ".join(seen))
    return Observation(True, ", then ".join(seen))


def _share_wanted(run: Run) -> float:
    """The share of one processor that a program wants for a while; raises psutil.NoSuchProcess if it ends meanwhile."""
    start, before = time.monotonic(), run.watch.cpu_wanted()
    with contextlib.suppress(waiting.TimeLimitError):
        waiting.until(lambda: not run.child.running, "the program's end", limit=_SPIN_WINDOW)
    # A thread that has ended since takes its time with it.
    return max(0.0, run.watch.cpu_wanted() - before) / (time.monotonic() - start)


def _control_timeouts(timeout: float, most: int) -> Iterator[int]:
    """Count synchronous receives that time out one after another on a silent connection of our own."""
    near, far = socket.socketpair()
    with near, far:
        near.settimeout(timeout)
        for count in range(1, most + 1):
            with contextlib.suppress(TimeoutError):
                near.recv(1)
            yield count


@contextlib.contextmanager
def _metronome() -> Iterator[Callable[[], int]]:
    """Beat once a pause, as the article's programs do, and give the count of beats."""
    over = threading.Event()
    beats = 0

    def beat() -> None:
        nonlocal beats
        while not over.wait(PAUSE):
            beats += 1

    beating = threading.Thread(target=beat, daemon=True)
    beating.start()
    try:
        yield lambda: beats
    finally:
        over.set()
        beating.join()
