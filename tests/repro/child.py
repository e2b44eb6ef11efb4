"""A started program: its lines as they come, its end in any case."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from tests.repro.runtimes import Command

LIMIT = 90.0
"""Seconds that a program may live, whatever becomes of the trial that started it."""


class Child:
    """A program from its start to its end, as a context manager.

    What it prints, on standard output and error, is read all along. On leaving the context, and at the limit, it is
    killed by its own process id. It may not use more seconds of CPU time than that either; the system sees to it, so
    that nothing goes on spinning where the laboratory itself was killed.
    """

    def __init__(self, command: Command, arguments: Sequence[str], limit: float = LIMIT) -> None:
        self._lines: list[str] = []
        self._process = subprocess.Popen(
            [*command.words, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, **command.environment},
            cwd=command.folder,
        )
        seconds = max(1, round(limit))
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(self._process.pid, resource.RLIMIT_CPU, (seconds, seconds))
        self._limit = threading.Timer(limit, self._process.kill)
        self._limit.daemon = True
        self._limit.start()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._limit.cancel()
        self._process.kill()
        self._process.wait()
        self._reader.join()
        if self._process.stdout is not None:
            self._process.stdout.close()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the program has not ended yet."""
        return self._process.poll() is None

    @property
    def exit_status(self) -> int | None:
        """The exit status, negative for a signal, or None while the program runs."""
        return self._process.poll()

    @property
    def lines(self) -> list[str]:
        """The lines printed so far."""
        return list(self._lines)

    def output(self) -> list[str]:
        """All lines, once the program has ended and nothing more can come."""
        self._process.wait()
        self._reader.join()
        return self.lines

    def _read(self) -> None:
        if self._process.stdout is not None:
            for line in self._process.stdout:
                self._lines.append(line.rstrip("\n"))
