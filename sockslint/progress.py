"""A progress bar on standard error, for runs that last long enough to wonder."""

from __future__ import annotations

import time
from typing import TextIO

_PATIENCE = 1.0
_INTERVAL = 0.1
_BAR = 24


class Bar:
    """A bar that appears on a terminal after a second, and is gone without a trace at the end."""

    def __init__(self, stream: TextIO, *, wanted: bool = True) -> None:
        self._stream = stream
        self._next = time.monotonic() + _PATIENCE if wanted and stream.isatty() else float("inf")
        self._drawn = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell that `done` of `total` files are behind a stage."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _INTERVAL
        filled = _BAR * done // max(total, 1)
        line = f"{stage} [{'#' * filled}{'.' * (_BAR - filled)}] {done:,}/{total:,}" if total > 1 else f"{stage} ..."
        self._write("\r" + line.ljust(self._drawn))
        self._drawn = len(line)

    def clear(self) -> None:
        """Wipe the bar away."""
        if self._drawn:
            self._write("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            self._next = float("inf")
