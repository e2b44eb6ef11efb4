"""What the operating system tells about a process: sockets by TCP state, descriptors, threads, memory, CPU time."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Sample:
    """One look at a process: counts, resident bytes, seconds of CPU time used so far."""

    close_wait: int
    established: int
    descriptors: int
    threads: int
    resident: int
    cpu: float


class Watch:
    """The process `pid`, seen from outside. Every look raises psutil.NoSuchProcess once it is gone."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)

    def sockets(self, state: str) -> int:
        """How many TCP sockets are in `state`, one of psutil's CONN_ constants."""
        return sum(1 for c in self._process.net_connections("tcp") if c.status == state)

    def close_wait(self) -> int:
        """How many sockets are still open although their peer has closed."""
        return self.sockets(psutil.CONN_CLOSE_WAIT)

    def descriptors(self) -> int:
        """How many descriptors are open."""
        return self._process.num_fds()

    def cpu(self) -> float:
        """The seconds of CPU time used so far."""
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def cpu_wanted(self) -> float:
        """The seconds of CPU time used so far, and waited for while others had the processors.

        Unlike the time used, its rate is the same on a busy machine as on an idle one. Where the kernel does not
        tell the time waited, this is the time used.
        """
        tasks = []
        for path in Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):  # the thread has ended since it was listed
                tasks.append(path.read_text().split())
        return sum(int(used) + int(waited) for used, waited, *_ in tasks) / 1e9 if tasks else self.cpu()

    def listening_port(self) -> int | None:
        """The port of the listening socket, or None while there is none."""
        ports = [c.laddr.port for c in self._process.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
        return int(ports[0]) if ports else None

    def sample(self) -> Sample:
        """Everything at once."""
        states = [c.status for c in self._process.net_connections("tcp")]
        return Sample(
            close_wait=states.count(psutil.CONN_CLOSE_WAIT),
            established=states.count(psutil.CONN_ESTABLISHED),
            descriptors=self.descriptors(),
            threads=self._process.num_threads(),
            resident=int(self._process.memory_info().rss),
            cpu=self.cpu(),
        )
