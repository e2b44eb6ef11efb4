"""The programs of the laboratory, and what the sidecar beside each one says about it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SUFFIXES = (".cs", ".py")
VERDICTS = ("faulty", "mended", "peer")
ROLES = ("client", "server")

_KNOWN = frozenset(
    ("rule", "verdict", "role", "symptom", "peer", "runtimes", "args", "timeout_ms", "connections", "heard", "twin")
)
_MARK = re.compile(r"(?://|#) expect: (SOCK\d{3})\b")


class SidecarError(Exception):
    """A sidecar that cannot be read as one; the message names the file and the key."""


@dataclass(frozen=True)
class Program:
    """One program and the terms of its trial.

    `rule` is the rule it is about, or None for a mere peer. `symptom` is what is to be seen in a faulty program and
    not in another. `peers` are the behaviours that the laboratory plays against it, one trial each, and `role` says
    which side the program itself is on. `timeout` is the seconds after which its author means its I/O to end,
    `connections` how many connections a growth is judged by, `heard` how a line begins that shows it is not deaf.
    """

    path: Path
    rule: str | None
    verdict: str
    role: str
    symptom: str
    peers: tuple[str, ...]
    runtimes: tuple[str, ...]
    args: tuple[str, ...]
    timeout: float | None
    connections: int
    heard: str | None
    twin: Path | None

    @property
    def faulty(self) -> bool:
        """Whether the program is meant to show its symptom."""
        return self.verdict == "faulty"

    def arguments(self, port: int) -> list[str]:
        """The command line arguments that point the program at `port`."""
        return [argument.format(port=port) for argument in self.args]

    def expected_findings(self) -> list[tuple[int, str]]:
        """The line and the rule of every `expect:` mark in the source, in order."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return [(number, mark[1]) for number, line in enumerate(lines, 1) if (mark := _MARK.search(line))]


def load(sidecar: Path) -> Program:
    """Read one sidecar, given the path of its TOML file, into the Program beside it."""
    path = next((p for s in SUFFIXES if (p := sidecar.with_suffix(s)).exists()), None)
    if path is None:
        raise SidecarError(f"{sidecar}: no program of this name beside it")
    table = tomllib.loads(sidecar.read_text(encoding="utf-8"))
    if unknown := sorted(table.keys() - _KNOWN):
        raise SidecarError(f"{sidecar}: unknown key {unknown[0]!r}")

    def text(key: str, allowed: Sequence[str] = ()) -> str:
        value = table.get(key)
        if not isinstance(value, str) or (allowed and value not in allowed):
            raise SidecarError(f"{sidecar}: {key!r} must be {' or '.join(allowed) or 'a string'}")
        return value

    def texts(key: str) -> tuple[str, ...]:
        value = table.get(key)
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            raise SidecarError(f"{sidecar}: {key!r} must be a string or a list of strings, and not empty")
        return tuple(value)

    def number(key: str) -> int | None:
        value = table.get(key)
        if value is not None and (type(value) is not int or value <= 0):
            raise SidecarError(f"{sidecar}: {key!r} must be a whole number above 0")
        return value

    timeout_ms = number("timeout_ms")
    return Program(
        path=path,
        rule=text("rule") if "rule" in table else None,
        verdict=text("verdict", VERDICTS),
        role=text("role", ROLES),
        symptom=text("symptom"),
        peers=texts("peer"),
        runtimes=texts("runtimes"),
        args=texts("args"),
        timeout=timeout_ms / 1000 if timeout_ms else None,
        connections=number("connections") or 40,
        heard=text("heard") if "heard" in table else None,
        twin=path.with_name(text("twin")) if "twin" in table else None,
    )


def collect(root: Path = FIXTURES) -> Iterator[Program]:
    """Every program under `root` that has a sidecar, by path."""
    for sidecar in sorted(root.rglob("*.toml")):
        if any(sidecar.with_suffix(suffix).exists() for suffix in SUFFIXES):
            yield load(sidecar)
