"""Lowering files in processes of their own.

A worker is a companion that runs this module. One thread a worker asks it file after file; most of the time that thread
waits, and so holds nobody up.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence

import msgspec

from sockslint.companions import Companion, answer_with, encoded, processors, program
from sockslint.lowering import Lowered, Remark, Task, lower
from sockslint.startup import relax_collector

#: How fast files are lowered, in bytes a second, and how many seconds of work make up for starting a worker.
_PACE = 1_500_000
_WORTH_A_WORKER = 1.0

_decoder = msgspec.msgpack.Decoder(Lowered)
_INTERRUPTIBLE = 0.2

_PROGRAM = program("sockslint.workers")

_LOST = Lowered(
    None, (Remark(None, "not analysed: the process that was reading it ended without a word"),), lasting=False
)


def sensible_jobs(tasks: Sequence[Task], limit: int | None) -> int:
    """How many workers to lower files with: as many as `limit` says, else the processors there are if there is work
    enough; 1 stands for lowering them here."""
    if limit is None:
        seconds = sum(len(task.data) for task in tasks) / _PACE
        limit = min(processors(), int(seconds / _WORTH_A_WORKER))
    return max(1, min(limit, len(tasks)))


# --- the main process's side ------------------------------------------------------------------------------------


class Pool:
    """Workers, started when there is something to do for them, until `close`."""

    def __init__(self) -> None:
        self._idle: list[Companion] = []
        self._all: list[Companion] = []
        self._lock = threading.Lock()
        self._closed = False

    def lower(self, tasks: Sequence[Task], jobs: int) -> Iterator[Lowered]:
        """What files lower to, in their order. A file that a worker dies of is told of, and is the only one lost."""
        # The longest first, so that no worker is left alone with one at the end.
        pending = sorted(range(len(tasks)), key=lambda number: len(tasks[number].data))
        answers: queue.SimpleQueue[tuple[int, bytes | None] | None] = queue.SimpleQueue()
        for _ in range(jobs):
            threading.Thread(target=self._attend, args=(tasks, pending, answers), daemon=True).start()
        found: dict[int, bytes | None] = {}  # units as they came, which take a tenth of the memory
        attending = jobs
        for number, task in enumerate(tasks):
            while attending and number not in found:
                try:
                    answer = answers.get(timeout=_INTERRUPTIBLE)
                except queue.Empty:
                    continue
                if answer is None:
                    attending -= 1
                else:
                    found[answer[0]] = answer[1]
            encoded = found.pop(number, b"")  # nothing stands for what no worker could lower, or say
            yield _LOST if encoded is None else _decoder.decode(encoded) if encoded else lower(task)

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
                answer = worker.ask(msgspec.msgpack.encode(tasks[number]))
                answers.put((number, answer))
                if answer is None:
                    worker.end()
                    worker = None
        finally:
            if worker is not None:
                self._idle.append(worker)
            answers.put(None)

    def _employ(self) -> Companion | None:
        """An idle worker, or a new one; None if none can be had."""
        with self._lock:
            if self._closed:
                return None
            if self._idle:
                return self._idle.pop()
            try:
                worker = Companion(_PROGRAM)
            except OSError:
                return None
            self._all.append(worker)
        return worker if worker.is_ready() else None


# --- the worker's side ------------------------------------------------------------------------------------------


def work() -> None:
    """Lower what comes in by standard input until it ends, and answer on standard output."""
    relax_collector()
    answer_with(lambda asked: encoded(lower(msgspec.msgpack.decode(asked, type=Task))))
