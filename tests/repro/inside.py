"""What the runtimes tell about themselves: live objects on Mono's heap, unclosed sockets on CPython's."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from tests.repro import lab, waiting
from tests.repro.child import Child
from tests.repro.peers import Listening, closes_after_16ms
from tests.repro.programs import Program
from tests.repro.runtimes import RUNTIMES, Builds, Command

_CENSUS = Path(__file__).with_name("census.py")
_SHOT = re.compile(r"^\tHeap shot (\d+) at ")
_CLASS = re.compile(r"^\s+\d+\s+(\d+)\s+\d+ System\.Net\.Sockets\.(Socket|SafeSocketHandle)(?: \(bytes|$)")


@dataclass(frozen=True)
class HeapShot:
    """One collection that was asked for from outside, and what the heap held at its end.

    `closed` connections had been closed by the peer, and `close_wait` of them were still open, when it was asked for.
    Objects that wait for their finalizer are on the heap still; the finalizers run after the shot.
    """

    closed: int
    close_wait: int
    sockets: int
    handles: int


@dataclass(frozen=True)
class Census:
    """What a Python program leaves at its end: how many open sockets, and how many ResourceWarnings for them.

    `made_at` are the program's own lines that made what was warned about, as far as tracemalloc can say: asyncio
    makes its transports in callbacks that no line of the program is part of.
    """

    open_sockets: int
    unclosed: int
    made_at: tuple[int, ...]


def profiler_missing() -> str | None:
    """What to install where Mono's log profiler cannot be used here, else None."""
    if missing := RUNTIMES["mono"].missing():
        return missing
    if shutil.which("mprof-report") is None:
        return "mprof-report not found: apt install mono-utils libmono-profiler"
    asked = subprocess.run(
        ["mono", "--profile=log:help", "none.exe"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    there = "log profiler version" in asked.stdout + asked.stderr
    return None if there else "Mono's log profiler not found: apt install libmono-profiler"


def heap_shots(program: Program, builds: Builds, connections: int = 100) -> list[HeapShot]:
    """Run a client on Mono, have its heap collected and counted after `connections` and again some time after."""
    log = builds.folder / f"{program.path.stem}.mlpd"
    mono, assembly = RUNTIMES["mono"].command(program.files, builds).words
    profile = f"--profile=log:nodefaults,heapshot=ondemand,port=0,output={log}"
    command = Command((mono, profile, assembly), folder=builds.folder)
    pause = connections // 2
    bounded = replace(program, args=(*program.args, str(connections + 2 * pause)))
    looks = []
    with lab.running(bounded, command, "closes-after-16ms") as run:
        run.until(lambda: run.watch.listening_port() is not None, "the log profiler's port (libmono-profiler)")
        port = run.watch.listening_port()
        for look in (connections, connections + pause):
            run.until(lambda: run.peer.tally.acted >= look, f"{look} connections")  # noqa: B023
            looks.append((run.peer.tally.acted, run.watch.close_wait()))
            with socket.create_connection(("127.0.0.1", port or 0), timeout=5) as control:
                control.sendall(b"heapshot\n")
        waiting.until(lambda: not run.child.running, "the program's end")
    counts = _count_objects(log)
    return [
        HeapShot(closed, close_wait, shot.get("Socket", 0), shot.get("SafeSocketHandle", 0))
        for (closed, close_wait), shot in zip(looks, counts, strict=True)
    ]


def census(program: Program, connections: int = 40) -> Census:
    """Run a Python client to its end, after `connections`, with its sockets counted and its warnings caught."""
    command = Command((sys.executable, str(_CENSUS), str(program.path)))
    with (
        Listening(closes_after_16ms) as peer,
        Child(command, [*program.arguments(peer.port), str(connections)]) as child,
    ):
        table = json.loads(child.output()[-1])
    return Census(table["open_sockets"], table["unclosed"], tuple(table["made_at"]))


def _count_objects(log: Path) -> list[dict[str, int]]:
    """The live sockets and handles of every heap shot in the profiler's `log`."""
    report = subprocess.run(
        ["mprof-report", "--reports=heapshot", str(log)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    shots: list[dict[str, int]] = []
    for line in report.stdout.splitlines():
        if _SHOT.match(line):
            shots.append({})
        elif (found := _CLASS.match(line)) and shots:
            shots[-1][found[2]] = int(found[1])
    return shots
