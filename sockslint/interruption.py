"""Being told to stop: a terminal's interrupt, a job's or a system's termination, a terminal that is gone.

All of them come as a KeyboardInterrupt, so that what is open is closed and what is half done is undone. SIGKILL and a
power cut ask nobody; against these only files that are replaced in one step help.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

#: Besides SIGINT, which Python heeds by itself. Windows knows no hanging up.
_TERMINATING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class TerminatedError(KeyboardInterrupt):
    """The process was told to end by a signal of this number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def heed() -> None:
    """From now on raise an exception where a signal would end the process on the spot.

    What somebody else has set stays as it is, as under `nohup`.
    """
    if threading.current_thread() is threading.main_thread():
        for number in _TERMINATING:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _raise)


def _raise(number: int, frame: FrameType | None) -> None:
    raise TerminatedError(number)


def status_of(interrupt: KeyboardInterrupt) -> int:
    """The exit status that tells a shell which signal it was."""
    return 128 + (interrupt.number if isinstance(interrupt, TerminatedError) else signal.SIGINT)


@contextlib.contextmanager
def put_off() -> Iterator[None]:
    """Let signals that come wait until the block is over."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no signal comes here
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *_TERMINATING)}
    ours = [number for number, handler in before.items() if callable(handler)]
    for number in ours:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])
        if came:
            signal.raise_signal(came[0])
