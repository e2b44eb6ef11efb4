"""The article's own observations, measured on both .NET runtimes: as Markdown tables, and as a plot."""

from __future__ import annotations

import gc
import itertools
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tests.repro import inside, lab, programs, waiting
from tests.repro.child import LIMIT, Child
from tests.repro.peers import Listening, closes_after_16ms
from tests.repro.plot import Series, draw
from tests.repro.programs import Program
from tests.repro.runtimes import RUNTIMES, Builds, Command
from tests.repro.watch import Sample

DOTNET = ("mono", "coreclr")
NAMES = {"mono": "Mono", "coreclr": "CoreCLR"}

YOUNG = {"COMPlus_GCgen0size": "400000"}
"""A young generation of 4 MB (the value is hexadecimal), which is what Mono has, so that CoreCLR collects as often."""

OFTEN = {"GC_THRESHOLD": str(gc.get_threshold()[0])}
"""CPython's cyclic collector as it comes, in the driver that otherwise keeps it from coming."""

_AS_IT_COMES: Mapping[str, str] = {}
_ARTICLE = programs.FIXTURES / "article"
_PROBES = Path(__file__).with_name("probes")
_CONNECTIONS = 100
_PATIENCE = 3.0
_STEP = 0.25
_LOOKS = 400
_MANY = 100
_FEW = 10
_PARTS = 5


@dataclass(frozen=True)
class Moment:
    """What was seen of a program `seconds` after its first connection, when the peer had closed `closed` of them."""

    seconds: float
    closed: int
    sample: Sample


def missing() -> str | None:
    """What to install where the article's observations cannot be measured here, else None."""
    wanted = [*(RUNTIMES[runtime].missing() for runtime in DOTNET), inside.profiler_missing()]
    return next((hint for hint in wanted if hint), None)


def report(builds: Builds, seconds: float) -> str:
    """All tables as Markdown; `seconds` is how long the growth is watched."""
    parts = [_connections(builds), _heap(builds), _growth(builds, seconds), _timeouts(builds), _connected(builds)]
    return "\n\n".join([*parts, _python(), _forgotten(builds)])


def plot(builds: Builds, seconds: float) -> str:
    """Sockets that are open although the peer has closed, over `seconds`, leaking and mended, as SVG."""
    wanted = [("client_leaks", "leaking"), ("client_closes", "mended")]
    runs = [(stem, name, runtime) for stem, name in wanted for runtime in DOTNET]
    with ThreadPoolExecutor(len(runs)) as pool:
        histories = pool.map(
            lambda run: watched(_dotnet(run[0]), _command(run[0], run[2], builds, YOUNG), seconds), runs
        )
        series = [
            Series(
                f"{name}, {NAMES[runtime]}",
                [(m.seconds, m.sample.close_wait) for m in history],
                dashed=(name, runtime) == ("mended", "coreclr"),
            )
            for (_stem, name, runtime), history in zip(runs, histories, strict=True)
        ]
    title = "Sockets left in CLOSE_WAIT: the article's client, leaking and mended"
    return draw(title, "Each fall is a garbage collection, whose finalizers close the sockets.", series)


def watched(program: Program, command: Command, seconds: float) -> list[Moment]:
    """Run a program for `seconds` against a peer that closes after 16 ms, and look at it again and again."""
    moments = []
    pause = max(_STEP, seconds / _LOOKS)
    with lab.running(program, command, "closes-after-16ms", limit=seconds + LIMIT) as run:
        run.until(lambda: run.peer.tally.opened >= 1, "a connection")
        start = time.monotonic()
        while (now := time.monotonic() - start) < seconds:
            moments.append(Moment(now, run.peer.tally.acted, run.watch.sample()))
            time.sleep(pause)
    return moments


def _connections(builds: Builds) -> str:
    def rows() -> Iterator[Sequence[object]]:
        for stem in ("client_leaks", "client_closes"):
            for runtime in DOTNET:
                with lab.running(_dotnet(stem), _command(stem, runtime, builds), "closes-after-16ms") as run:
                    run.until(lambda: run.peer.tally.acted >= _CONNECTIONS, f"{_CONNECTIONS} connections")
                    closed, sample = run.peer.tally.acted, run.watch.sample()
                yield stem, NAMES[runtime], closed, sample.close_wait, sample.descriptors, sample.threads

    heads = ("program", "runtime", "closed by the server", "in CLOSE_WAIT", "descriptors", "threads")
    return _table(heads, rows())


def _heap(builds: Builds) -> str:
    def rows() -> Iterator[Sequence[object]]:
        for stem in ("client_leaks", "client_closes"):
            for shot in inside.heap_shots(_dotnet(stem), builds, _CONNECTIONS):
                yield stem, shot.closed, shot.close_wait, shot.sockets, shot.handles

    heads = ("program", "closed by the server", "in CLOSE_WAIT", "`Socket` objects", "`SafeSocketHandle` objects")
    return _table(heads, rows())


def _growth(builds: Builds, seconds: float) -> str:
    runs: list[tuple[str, str, str, Mapping[str, str]]] = [
        ("leaking, Mono", "client_leaks", "mono", _AS_IT_COMES),
        ("leaking, CoreCLR, 4 MB young generation", "client_leaks", "coreclr", YOUNG),
        ("leaking, CoreCLR as it comes", "client_leaks", "coreclr", _AS_IT_COMES),
        ("mended, Mono", "client_closes", "mono", _AS_IT_COMES),
        ("mended, CoreCLR as it comes", "client_closes", "coreclr", _AS_IT_COMES),
    ]

    def history(run: tuple[str, str, str, Mapping[str, str]]) -> list[Moment]:
        _name, stem, runtime, settings = run
        return watched(_dotnet(stem), _command(stem, runtime, builds, settings), seconds)

    with ThreadPoolExecutor(len(runs)) as pool:
        histories = list(pool.map(history, runs))

    def rows() -> Iterator[Sequence[object]]:
        for part in range(_PARTS + 1):
            at = part * seconds / _PARTS
            moments = [min(moments, key=lambda m: abs(m.seconds - at)) for moments in histories]
            cells = [f"{m.sample.close_wait}, {m.sample.resident / 1e6:.1f} MB" for m in moments]
            yield f"{at:.0f} s", min(m.closed for m in moments), *cells
        yield "most", "", *(max(m.sample.close_wait for m in moments) for moments in histories)
        yield "cleared", "", *(f"{_falls([m.sample.close_wait for m in moments])} times" for moments in histories)

    return _table(("after", "closed by the server", *(name for name, *_ in runs)), rows())


def _falls(counts: Sequence[int], many: int = _MANY) -> int:
    """How often a count of more than `many` falls to less than half from one look to the next."""
    return sum(before > many and after < before / 2 for before, after in itertools.pairwise(counts))


def _timeouts(builds: Builds) -> str:
    def rows() -> Iterator[Sequence[object]]:
        for stem in ("client_timeout_ignored", "client_timeout_sync", "client_timeout_timed"):
            for runtime in DOTNET:
                yield stem, NAMES[runtime], *_receive(stem, runtime, builds)

    return _table(("program", "runtime", "receive with a timeout of 300 ms", "printed"), rows())


def _receive(stem: str, runtime: str, builds: Builds) -> tuple[str, str]:
    """How long a client's receive lasts with a silent peer, as the peer sees it, and what the client then prints."""
    with lab.running(_dotnet(stem), _command(stem, runtime, builds), "silent") as run:
        run.until(lambda: run.peer.tally.opened >= 1, "a connection")
        start = time.monotonic()
        try:
            waiting.until(lambda: run.peer.tally.ended >= 1, "the end of the receive", limit=_PATIENCE)
        except waiting.TimeLimitError:
            return f"pending after {_PATIENCE:g} s", "nothing"
        seconds = time.monotonic() - start
        run.until(lambda: bool(run.child.lines), "a line")
        return f"ended after {seconds:.2f} s", run.child.lines[0]


def connected(runtime: str, builds: Builds) -> list[str]:
    """What the probe for Connected prints on `runtime`, a line for each step."""
    command = RUNTIMES[runtime].command((_PROBES / "connected.cs",), builds)
    with Listening(closes_after_16ms) as peer, Child(command, [str(peer.port)]) as child:
        return child.output()


def _connected(builds: Builds) -> str:
    mono, core = ([line.split(": ") for line in connected(runtime, builds)] for runtime in DOTNET)
    rows = [(step, said, other) for (step, said), (_step, other) in zip(mono, core, strict=True)]
    return _table(("after", *(NAMES[runtime] for runtime in DOTNET)), rows)


def _python() -> str:
    def rows() -> Iterator[Sequence[object]]:
        for kind in ("leaks", "closes"):
            for idiom in ("threads", "asyncio"):
                stem = f"client_{kind}_{idiom}"
                (program,) = programs.load(_ARTICLE / "python" / f"{stem}.toml")
                found = inside.census(program)
                yield stem, 40, found.open_sockets, found.unclosed, ", ".join(map(str, found.made_at)) or "-"

    return _table(("program", "closed by the server", "sockets open", "ResourceWarnings", "made at line"), rows())


def forgotten() -> Iterator[Program]:
    """The echo servers of SOCK101's page: the one whose handler forgets its writer, and the one that closes it."""
    yield from programs.load(programs.FIXTURES / "examples" / "SOCK101" / "echo.toml")


def _forgotten(builds: Builds) -> str:
    def rows() -> Iterator[Sequence[object]]:
        for program in forgotten():
            command = RUNTIMES["cpython"].command(builds.placed(program).files, builds)
            command = replace(command, environment={**command.environment, **OFTEN})
            history = watched(program, command, _PATIENCE * 2)
            counts = [moment.sample.close_wait for moment in history]
            yield program.name, history[-1].closed, max(counts), f"{_falls(counts, _FEW)} times"

    return _table(("program", "closed by the client", "most in CLOSE_WAIT", "cleared"), rows())


def _dotnet(stem: str) -> Program:
    (program,) = programs.load(_ARTICLE / "csharp" / f"{stem}.toml")
    return program


def _command(stem: str, runtime: str, builds: Builds, settings: Mapping[str, str] = _AS_IT_COMES) -> Command:
    command = RUNTIMES[runtime].command(_dotnet(stem).files, builds)
    return replace(command, environment={**command.environment, **settings})


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
