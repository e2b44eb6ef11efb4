"""One trial: a program is built, started on a runtime and watched while its peer is played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.repro import waiting
from tests.repro.child import LIMIT, Child
from tests.repro.peers import BEHAVIOURS, Calling, Listening
from tests.repro.programs import Program
from tests.repro.runtimes import RUNTIMES, Builds, Command
from tests.repro.symptoms import SYMPTOMS, Observation, ProgramEndedError, Run
from tests.repro.watch import Watch


@dataclass(frozen=True)
class Trial:
    """A program, the name of the runtime it is run on, the name of the peer that is played."""

    program: Program
    runtime: str
    peer: str

    def __str__(self) -> str:
        """A short name for people and for test ids."""
        return f"{self.program.name}-{self.runtime}-{self.peer}"


def trials(programs: Iterable[Program]) -> Iterator[Trial]:
    """Every program on every runtime that it is written for, against every peer that it names."""
    for program in programs:
        for runtime in program.runtimes:
            for peer in program.peers:
                yield Trial(program, runtime, peer)


def missing(trial: Trial) -> str | None:
    """What to install where the trial's runtime is not here, else None."""
    return RUNTIMES[trial.runtime].missing()


def observe(trial: Trial, builds: Builds) -> Observation:
    """Run the trial and decide whether the program shows its symptom."""
    command = RUNTIMES[trial.runtime].command(builds.placed(trial.program).files, builds)
    with running(trial.program, command, trial.peer) as run:
        return SYMPTOMS[trial.program.symptom](run)


@contextmanager
def running(program: Program, command: Command, peer: str, limit: float = LIMIT) -> Iterator[Run]:
    """A program started by `command`, connected to the peer that is named `peer`; both ended afterwards.

    The program lives for `limit` seconds at most.
    """
    behaviour = BEHAVIOURS[peer]
    if program.role == "client":
        with Listening(behaviour) as listening, Child(command, program.arguments(listening.port), limit) as child:
            yield Run(program, child, listening, Watch(child.pid))
        return
    # Given port 0 a server takes a port that the system chooses; no two trials can want the same one.
    with Child(command, program.arguments(0), limit) as child:
        watch = Watch(child.pid)
        waiting.until(lambda: not child.running or watch.listening_port() is not None, "a listening socket")
        port = watch.listening_port() if child.running else None
        if port is None:
            raise ProgramEndedError("\n".join(["the server has ended", *child.output()[-10:]]))
        with Calling(behaviour, port) as calling:
            yield Run(program, child, calling, watch)
