"""Lowering files in processes of their own.

A worker is this module, run by a fresh interpreter that is told where to import from: the same on every system, with
nothing inherited and no main module of somebody else's imported again. It is spoken to through its standard streams,
in messages of four bytes of length and as many of MessagePack. One thread a worker asks it file after file; most of
the time that thread waits, and so holds nobody up.
"""

from __future__ import annotations

import contextlib
import os
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import IO

import msgspec

from sockslint.lowering import Lowered, Remark, Task, lower, relax_collector

#: How fast files are lowered, in bytes a second, and how many seconds of work make up for starting a worker.
_PACE = {"csharp": 1_500_000, "python": 300_000}
_WORTH_A_WORKER = 1.0

_LENGTH = struct.Struct("<I")
_READY = b"ready"
_decoder = msgspec.msgpack.Decoder(Lowered)
_INTERRUPTIBLE = 0.2

# Interrupting is the main process's affair: it ends its workers, who have nothing to tidy up.
_PROGRAM = """\
import signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.path[:] = sys.argv[1:]
from sockslint.workers import work
work()
"""

_LOST = Lowered(
    None, (Remark(None, "not analysed: the process that was reading it ended without a word"),), lasting=False
)


def sensible_jobs(tasks: Sequence[Task], limit: int | None) -> int:
    """How many workers to lower files with: as many as `limit` says, else the processors there are if there is work
    enough; 1 stands for lowering them here."""
    if limit is None:
        seconds = sum(len(task.data) / _PACE[task.language] for task in tasks)
        limit = min(_processors(), int(seconds / _WORTH_A_WORKER))
    return max(1, min(limit, len(tasks)))


def _processors() -> int:
    """The processors that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# --- the main process's side ------------------------------------------------------------------------------------


class Pool:
    """Workers, started when there is something to do for them, until `close`."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._all: list[_Worker] = []
        self._lock = threading.Lock()
        self._closed = False

    def lower(self, tasks: Sequence[Task], jobs: int) -> Iterator[Lowered]:
        """What files lower to, in their order. A file that a worker dies of is told of, and is the only one lost."""
        # The longest first, so that no worker is left alone with one at the end.
        pending = sorted(range(len(tasks)), key=lambda number: len(tasks[number].data))
        answers: queue.SimpleQueue[tuple[int, bytes | None] | None] = queue.SimpleQueue()
        for _ in range(jobs):
            threading.Thread(target=self._attend, args=(tasks, pending, answers), daemon=True).start()
        found: dict[int, Lowered] = {}
        attending = jobs
        while attending:
            try:
                answer = answers.get(timeout=_INTERRUPTIBLE)
            except queue.Empty:
                continue
            if answer is None:
                attending -= 1
                continue
            number, encoded = answer
            if encoded is None:
                found[number] = _LOST
            elif encoded:
                found[number] = _decoder.decode(encoded)
        for number, task in enumerate(tasks):  # what is missing no worker could lower, or say
            yield found.pop(number) if number in found else lower(task)

    def close(self) -> None:
        """End the workers, whatever they are at."""
        with self._lock:
            self._closed = True
            workers, self._all, self._idle = self._all, [], []
        for worker in workers:
            worker.end()

    def _attend(
        self, tasks: Sequence[Task], pending: list[int], answers: queue.SimpleQueue[tuple[int, bytes | None] | None]
    ) -> None:
        """Keep one worker busy, or the next one when it dies."""
        worker = None
        try:
            while True:
                worker = worker or self._employ()
                if worker is None:
                    return
                try:
                    number = pending.pop()
                except IndexError:
                    return
                answer = worker.ask(tasks[number])
                answers.put((number, answer))
                if answer is None:
                    worker.end()
                    worker = None
        finally:
            if worker is not None:
                self._idle.append(worker)
            answers.put(None)

    def _employ(self) -> _Worker | None:
        """An idle worker, or a new one; None if none can be had."""
        with self._lock:
            if self._closed:
                return None
            if self._idle:
                return self._idle.pop()
            try:
                worker = _Worker()
            except OSError:
                return None
            self._all.append(worker)
        return worker if worker.is_ready() else None


class _Worker:
    """The main process's end of a worker. Raises OSError if it cannot be started."""

    def __init__(self) -> None:
        if not sys.executable:
            raise OSError("there is no interpreter to run")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def is_ready(self) -> bool:
        """Whether it has come up."""
        assert self._process.stdout is not None
        return _receive(self._process.stdout) == _READY

    def ask(self, task: Task) -> bytes | None:
        """What a file lowers to, encoded; None if the worker has died."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            _send(self._process.stdin, msgspec.msgpack.encode(task))
        except OSError:
            return None
        return _receive(self._process.stdout)

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


# --- the worker's side ------------------------------------------------------------------------------------------


def work() -> None:
    """Lower what comes in by standard input until it ends, and answer on standard output."""
    relax_collector()
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # whatever prints must not come between
    _send(answers, _READY)
    while (asked := _receive(sys.stdin.buffer)) is not None:
        _send(answers, _encode(lower(msgspec.msgpack.decode(asked, type=Task))))


def _encode(lowered: Lowered) -> bytes:
    """For the main process; nothing if it cannot be said so, as half a character out of some odd encoding cannot."""
    try:
        return msgspec.msgpack.encode(lowered)
    except (UnicodeEncodeError, OverflowError):
        return b""


# --- messages ---------------------------------------------------------------------------------------------------


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """The next message; None at the end of the stream, even one in the middle of a message."""
    try:
        head = stream.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack(head)
        message = stream.read(length)
    except (OSError, ValueError):
        return None
    return message if len(message) == length else None
