"""The programs of the laboratory, and what the sidecar beside each one says about it."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.repro.examples import examples

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SUFFIXES = (".cs", ".py")
VERDICTS = ("faulty", "mended", "peer")
ROLES = ("client", "server")

_KNOWN = frozenset(
    ("rule", "verdict", "examples", "role", "symptom", "peer", "runtimes", "args", "timeout_ms", "connections", "heard",
     "twin")
)  # fmt: skip
_MARK = re.compile(r"(?://|#) (?:expect|error): (SOCK\d{3})\b")


class SidecarError(Exception):
    """A sidecar that cannot be read as one; the message names the file and the key."""


@dataclass(frozen=True)
class Program:
    """One program and the terms of its trial.

    `rule` is the rule it is about, or None for a mere peer. `symptom` is what is to be seen in a faulty program and
    not in another. `peers` are the behaviours that the laboratory plays against it, one trial each, and `role` says
    which side the program itself is on. `timeout` is the seconds after which its author means its I/O to end,
    `connections` how many connections a growth is judged by, `heard` how a line begins that shows it is not deaf.

    Where `example` names one of the rule's page, `path` is its driver, and `code` the example's own text; the driver
    finds it in the file `example` beside itself.
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
    example: str | None = None
    code: str | None = None

    @property
    def name(self) -> str:
        """A short name for people, test ids and command lines."""
        stem = self.path.stem if self.example is None else f"{self.path.stem} {self.example}"
        return f"{self.path.parent.name}/{stem.replace(' ', '-')}{self.path.suffix}"

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of the program, the one that it begins in first. A driver's second is there once it is placed."""
        return (self.path,) if self.code is None else (self.path, self.path.with_stem("example"))

    @property
    def faulty(self) -> bool:
        """Whether the program is meant to show its symptom."""
        return self.verdict == "faulty"

    def arguments(self, port: int) -> list[str]:
        """The command line arguments that point the program at `port`."""
        return [argument.format(port=port) for argument in self.args]

    def expected_findings(self) -> tuple[tuple[str, int, str], ...]:
        """File name, line and rule of every mark in the source, `expect:` in a fixture and `error:` on a page."""
        texts = [self.path.read_text(encoding="utf-8"), self.code or ""]
        return tuple(
            sorted(
                (file.name, number, mark[1])
                for file, text in zip(self.files, texts, strict=False)
                for number, line in enumerate(text.splitlines(), 1)
                if (mark := _MARK.search(line))
            )
        )


def placed(program: Program, folder: Path) -> Program:
    """The program with all its files side by side: a driver and its example are written below `folder`."""
    if program.code is None:
        return program
    home = folder / program.name
    home.mkdir(parents=True)
    there = replace(program, path=home / program.path.name)
    for file, text in zip(there.files, (program.path.read_text(encoding="utf-8"), program.code), strict=True):
        file.write_text(text, encoding="utf-8")
    return there


def load(sidecar: Path) -> tuple[Program, ...]:
    """Read one sidecar, given the path of its TOML file: the program beside it, or one for each example it drives."""
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
    driven = texts("examples") if "examples" in table else ()
    program = Program(
        path=path,
        rule=text("rule") if "rule" in table else None,
        verdict="peer" if driven else text("verdict", VERDICTS),
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
    if not driven:
        return (program,)
    page = examples().get(program.rule or "", {})
    if unknown := [name for name in driven if name not in page]:
        raise SidecarError(f"{sidecar}: the page of {program.rule} has no example {unknown[0]!r}")
    verdicts = {"bad": "faulty", "good": "mended"}
    return tuple(
        replace(program, example=name, code=page[name].code, verdict=verdicts[page[name].verdict]) for name in driven
    )


@functools.cache
def collect(root: Path = FIXTURES) -> tuple[Program, ...]:
    """Every program under `root` that has a sidecar, by path."""
    return tuple(
        program
        for sidecar in sorted(root.rglob("*.toml"))
        if any(sidecar.with_suffix(suffix).exists() for suffix in SUFFIXES)
        for program in load(sidecar)
    )


def named(name: str) -> Program:
    """The one program that has this name, or whose file does; raises ValueError where none or several have."""
    (program,) = (program for program in collect() if name in (program.name, program.path.name))
    return program
