"""What a command costs: the CPU seconds and the peak memory of its process and those it waited for."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """Of one run, or the medians of several: CPU and wall-clock seconds, and MB of the largest process."""

    cpu: float
    wall: float
    memory: float


class Command(NamedTuple):
    """A command to measure. `before` is called before each run, to make it cold, say; `accepted` exit statuses."""

    name: str
    arguments: Sequence[str]
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] = {}
    accepted: Sequence[int] = (0, 1)


class FailedError(Exception):
    """A command that did not do what was to be measured."""


# wait4 tells of the children that a process waited for; a small process in between keeps this one's own out of it.
_CHILD = """
import json, os, resource, subprocess, sys, time
start = time.perf_counter()
status = subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss]))
"""


def run_once(command: Command, folder: Path, timeout: float) -> Cost:
    """Run a command in a folder, and say what it cost. Raises FailedError."""
    import json

    command.before()
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _CHILD, *command.arguments],
            cwd=folder,
            env={**_environment(), **command.environment},
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FailedError(f"{command.name} took more than {timeout:g} s") from None
    if done.returncode != 0:
        raise FailedError(f"{command.name} cannot be run")
    status, cpu, wall, memory = json.loads(done.stdout)
    if status not in command.accepted:
        raise FailedError(f"{command.name} ended with status {status}")
    return Cost(cpu, wall, memory / (1e6 if sys.platform == "darwin" else 1024))


def _environment() -> dict[str, str]:
    """This process's, but for what keeps Python from using the bytecode that an installation has."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Measured(NamedTuple):
    """The medians of `runs` runs of a command."""

    cost: Cost
    runs: int


def measure(
    commands: Sequence[Command], folder: Path, rounds: int, patience: float = 60, timeout: float = 600
) -> dict[str, Measured | str]:
    """The medians of commands over some rounds, taken in turn so that a noisy hour is noisy for all alike.

    One run of each goes before, so that all read from the page cache. A command that has taken more than `patience`
    seconds in all drops out of the rounds that follow; if the first run took as long, that is all there is. One that
    fails has its reason instead.
    """
    failed: dict[str, str] = {}
    costs: dict[str, list[Cost]] = {command.name: [] for command in commands}
    spent = dict.fromkeys(costs, 0.0)
    for number in range(rounds + 1):
        for command in commands:
            if command.name in failed or (spent[command.name] > patience and costs[command.name]):
                continue
            try:
                cost = run_once(command, folder, timeout)
            except FailedError as error:
                failed[command.name] = str(error)
                continue
            spent[command.name] += cost.wall
            if number > 0 or cost.wall > patience:
                costs[command.name].append(cost)
    return {
        name: failed[name] if name in failed else Measured(_median(each), len(each)) for name, each in costs.items()
    }


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))
