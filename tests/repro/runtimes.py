"""The runtimes: where each is found, how a program is built for it and how it is started."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self

from tests.repro import programs
from tests.repro.programs import Program

_COMPILE_LIMIT = 60.0

_RUNTIME_CONFIG = {
    "runtimeOptions": {
        "framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"},
        # Without this CoreCLR wants ICU, which a machine that only lints need not have.
        "configProperties": {"System.Globalization.Invariant": True},
    }
}


@dataclass(frozen=True)
class Command:
    """How a program is started: the words before its own arguments, what is added to the environment, and where.

    Without a `folder` it runs in the laboratory's own.
    """

    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None


class CompileError(Exception):
    """A program that its compiler refuses; the message is what the compiler said."""


class Builds:
    """A folder of programs, each placed and compiled once; removed on leaving the context."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sockslint-repro-")
        self._placed: dict[Program, Program] = {}
        self._built: dict[tuple[Path, ...], Path] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    @property
    def folder(self) -> Path:
        """Where the compiled programs are; others may leave files here that are to go with them."""
        return Path(self._folder.name)

    def placed(self, program: Program) -> Program:
        """The program with all its files side by side, an example with its driver."""
        with self._lock:
            if program not in self._placed:
                self._placed[program] = programs.placed(program, Path(tempfile.mkdtemp(dir=self.folder)))
            return self._placed[program]

    def assembly(self, sources: tuple[Path, ...]) -> Path:
        """The assembly that `sources` compile to; raises CompileError where mcs refuses them."""
        with self._lock:
            if sources not in self._built:
                self._built[sources] = self._compile(sources)
            return self._built[sources]

    def _compile(self, sources: tuple[Path, ...]) -> Path:
        target = Path(tempfile.mkdtemp(dir=self.folder)) / f"{sources[0].stem}.exe"
        compile_csharp(sources, target, "exe")
        target.with_suffix(".runtimeconfig.json").write_text(json.dumps(_RUNTIME_CONFIG))
        return target


def compile_csharp(sources: Sequence[Path], target: Path, kind: Literal["exe", "library"]) -> None:
    """Compile files of C# 7 to the assembly `target`; raises CompileError where mcs refuses them."""
    options = ["-nologo", "-langversion:7", f"-target:{kind}", f"-out:{target}"]
    done = subprocess.run(
        [shutil.which("mcs") or "mcs", *options, *map(str, sources)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_COMPILE_LIMIT,
        check=False,
    )
    if done.returncode != 0:
        raise CompileError(done.stderr + done.stdout)


class Runtime(Protocol):
    """What the laboratory asks of a runtime."""

    def missing(self) -> str | None:
        """What to install where this runtime cannot be used here, else None."""

    def command(self, sources: tuple[Path, ...], builds: Builds) -> Command:
        """How to start the program that begins in the first of `sources`, compiled into `builds` where it must be."""


@dataclass(frozen=True)
class Mono:
    """C# compiled by mcs, run by Mono."""

    def missing(self) -> str | None:
        """What to install where this runtime cannot be used here, else None."""
        absent = [tool for tool in ("mcs", "mono") if shutil.which(tool) is None]
        return f"{' and '.join(absent)} not found: apt install mono-mcs mono-runtime" if absent else None

    def command(self, sources: tuple[Path, ...], builds: Builds) -> Command:
        """How to start the program that begins in the first of `sources`, compiled into `builds`."""
        # Where it runs is also where Mono writes its report if it crashes.
        return Command((shutil.which("mono") or "mono", str(builds.assembly(sources))), folder=builds.folder)


@dataclass(frozen=True)
class CoreCLR:
    """C# compiled by mcs, run by the .NET Core 3.1 of the package dotnetcore2."""

    def missing(self) -> str | None:
        """What to install where this runtime cannot be used here, else None."""
        if shutil.which("mcs") is None:
            return "mcs not found: apt install mono-mcs"
        return None if _dotnet() else "dotnetcore2 not found: pip install dotnetcore2"

    def command(self, sources: tuple[Path, ...], builds: Builds) -> Command:
        """How to start the program that begins in the first of `sources`, compiled into `builds`."""
        assembly = str(builds.assembly(sources))
        # The diagnostics port is a file that a killed process would leave behind.
        return Command((str(_dotnet()), "exec", assembly), {"COMPlus_EnableDiagnostics": "0"}, builds.folder)


@dataclass(frozen=True)
class CPython:
    """Python run by the interpreter that runs the laboratory."""

    def missing(self) -> str | None:
        """Never anything: it is running."""
        return None

    def command(self, sources: tuple[Path, ...], builds: Builds) -> Command:
        """How to start the program that begins in the first of `sources`; nothing is compiled."""
        settings = {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        return Command((sys.executable, str(sources[0])), settings, builds.folder)


RUNTIMES: Mapping[str, Runtime] = {"mono": Mono(), "coreclr": CoreCLR(), "cpython": CPython()}
"""Every runtime by the name that sidecars give it."""


def _dotnet() -> Path | None:
    package = importlib.util.find_spec("dotnetcore2")
    if package is None or package.origin is None:
        return None
    host = Path(package.origin).with_name("bin") / "dotnet"
    return host if os.access(host, os.X_OK) else None
