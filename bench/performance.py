"""What sockslint costs beside a search and beside its peers: measures, and writes a page of it.

    python -m bench.performance --tree ROLE=FOLDER... [--rounds 5] [--patience 60] [--growth 20000] [--page FILE]

A ROLE is one of csharp-few, csharp-runtime, csharp-dense, csharp-long, python-library, python-network: what stands in
the table of budgets; csharp-long is dense with sockets and takes some seconds, for two workers to share. For those not
given no figure is made up. `--growth` measures synthetic trees of up to so many files. Figures are CPU seconds of whole
processes, medians of rounds taken in turn; trust the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from bench.equality import SETTLED
from bench.measuring import Command, Measured, measure
from bench.peers import COLD, FLOOR, SLOW, UNCACHED, WARM, floor, peers, sockslint
from bench.trees import write_tree
from sockslint.flow.model import Language
from sockslint.sources.model import LANGUAGES

ROLES: dict[str, Language] = {
    "csharp-few": "csharp",
    "csharp-runtime": "csharp",
    "csharp-dense": "csharp",
    "csharp-long": "csharp",
    "python-library": "python",
    "python-network": "python",
}

#: From so many bytes on the slowest peers would take minutes.
_LARGE = 5_000_000

#: The measured commands by name, of a tree, by its role; ``hook`` and ``growth`` stand for what is made here.
Results: TypeAlias = Mapping[str, Mapping[str, Measured | str]]

#: What follows this heading on the page was written by hand, and stays.
_BY_HAND = "\n## By hand\n"

_PASS = "python -c pass"
_ONE_CLEAN, _ONE_CSHARP, _ONE_PYTHON = "one file without a hit", "one 33 KB C# file", "one 55 KB Python file"
_FIRST = "one file without a hit, no cache"
_CHANGED = "sockslint, one file changed"
_TWO = "sockslint, two workers"


class Tree(NamedTuple):
    """A tree to measure: its role, where it lies, and how many files of its language and bytes of them it holds."""

    role: str
    folder: Path
    files: int
    size: int

    @property
    def language(self) -> Language:
        """The language of its role."""
        return ROLES[self.role]


class Budget(NamedTuple):
    """A line of the table: what must be, what is hoped for, and how the figure is got; None if it was not measured."""

    run: str
    must: str
    hoped: str
    figure: Callable[[Results], str | None]


# --- measuring --------------------------------------------------------------------------------------------------


def read_tree(text: str) -> Tree:
    """A tree as ``ROLE=FOLDER`` names it. Raises ArgumentTypeError."""
    role, _, name = text.partition("=")
    folder = Path(name).absolute()
    if role not in ROLES or not folder.is_dir():
        raise argparse.ArgumentTypeError(f"`{text}` is not ROLE=FOLDER, with a role of {', '.join(ROLES)}")
    sizes = [
        path.stat().st_size
        for path in folder.rglob("*")
        if LANGUAGES.get(path.suffix.lower()) == ROLES[role] and path.is_file() and not path.is_symlink()
    ]
    return Tree(role, folder, len(sizes), sum(sizes))


def of_tree(tree: Tree, rounds: int, patience: float, folder: Path) -> dict[str, Measured | str]:
    """What a tree costs everybody."""
    commands = [floor(tree.folder, tree.language)]
    commands += sockslint([str(tree.folder)], folder / f"cache-{tree.role}")
    if tree.role in ("csharp-dense", "csharp-long"):
        command = commands[1]
        jobs = [*command.arguments, "--jobs", "2"]
        commands.append(Command(_TWO, jobs, environment=command.environment))
    slow = tree.size > _LARGE
    commands += [each for each in peers(tree.folder, tree.language, folder) if not (slow and each.name in SLOW)]
    return measure(commands, folder, rounds, patience)


def of_hook(rounds: int, folder: Path) -> dict[str, Measured | str]:
    """What single files cost, as a hook hands them over, and one that has changed in a tree.

    The usual run of a hook is not the first one; those over files with hits are measured without a cache.
    """
    clean = folder / "clean.cs"
    clean.write_text("namespace A { class B { int C() { return 1; } } }\n" * 100)
    files = {_ONE_CLEAN: clean}
    for name, language, functions in ((_ONE_CSHARP, "csharp", 91), (_ONE_PYTHON, "python", 245)):
        write_tree(folder / language, 1, 1, language, functions)  # type: ignore[arg-type]
        (files[name],) = (path for path in (folder / language).rglob("*") if path.is_file())
    commands = [Command(_PASS, [sys.executable, "-c", "pass"])]
    for name, file in files.items():
        uncached, _, warm = sockslint([str(file)], folder / "cache-hook")
        commands.append((warm if file is clean else uncached)._replace(name=name))
        if file is clean:
            commands.append(uncached._replace(name=_FIRST))
    still, tree = folder / "still", folder / "changing"
    for each in (still, tree):
        write_tree(each, 2000, 0.02, "csharp")
    _, _, warm = sockslint([str(still)], folder / "cache-still")
    _, _, changed = sockslint([str(tree)], folder / "cache-changing")
    changing = tree / "changing.cs"

    def change() -> None:
        text = changing.read_text() if changing.exists() else files[_ONE_CSHARP].read_text()
        changing.write_text(text + "//\n")

    commands += [warm, changed._replace(name=_CHANGED, before=change)]
    time.sleep(SETTLED)
    return measure(commands, folder, rounds)


def of_growth(most: int, rounds: int, folder: Path) -> Iterator[tuple[int, int, dict[str, Measured | str]]]:
    """What synthetic trees cost: how many files, how many bytes, and the figures, each tree twice the one before."""
    for files in [most // 16, most // 8, most // 4, most // 2, most]:
        tree = folder / f"growth{files}"
        size = write_tree(tree, files, 0.02, "csharp")
        time.sleep(SETTLED)
        commands = [floor(tree, "csharp"), *sockslint([str(tree)], folder / f"cache-growth{files}")]
        yield files, size, measure(commands, folder, rounds)


# --- the page ---------------------------------------------------------------------------------------------------


def _cpu(results: Results, role: str, name: str) -> float | None:
    found = results.get(role, {}).get(name)
    return found.cost.cpu if isinstance(found, Measured) else None


def _ratio(value: float) -> str:
    return f"{value:.2g}x" if value < 100 else f"{value:.0f}x"


def _times(role: str, name: str, other: str) -> Callable[[Results], str | None]:
    """How many times one command's cost is another's."""

    def figure(results: Results) -> str | None:
        one, two = _cpu(results, role, name), _cpu(results, role, other)
        return _ratio(one / two) if one is not None and two else None

    return figure


def _faster(role: str, *others: str) -> Callable[[Results], str | None]:
    """What others cost against a cold run."""

    def figure(results: Results) -> str | None:
        own, costs = _cpu(results, role, UNCACHED), [_cpu(results, role, other) for other in others]
        if not own or all(cost is None for cost in costs):
            return None
        return " / ".join("?" if cost is None else _ratio(cost / own) for cost in costs) + " as fast"

    return figure


def _milliseconds(*names: str) -> Callable[[Results], str | None]:
    def figure(results: Results) -> str | None:
        costs = [_cpu(results, "hook", name) for name in names]
        return " / ".join("?" if cost is None else f"{cost * 1000:.0f}" for cost in costs) + " ms"

    return figure


def _changed(results: Results) -> str | None:
    changed, warm = _cpu(results, "hook", _CHANGED), _cpu(results, "hook", WARM)
    return None if changed is None or warm is None else f"{(changed - warm) * 1000:.0f} ms"


def _memory(results: Results) -> str | None:
    found = results.get("csharp-runtime", {}).get(UNCACHED)
    return f"{found.cost.memory:.0f} MB" if isinstance(found, Measured) else None


def _two_workers(results: Results) -> str | None:
    one, two = (results.get("csharp-long", {}).get(name) for name in (UNCACHED, _TWO))
    return f"{one.cost.wall / two.cost.wall:.2g}x" if isinstance(one, Measured) and isinstance(two, Measured) else None


BUDGETS = (
    Budget("cold, large C# tree with few sockets, against rg -l", "3x", "1.5x", _times("csharp-few", UNCACHED, FLOOR)),
    Budget("cold, runtime-like C# tree, against rg -l", "10x", "5x", _times("csharp-runtime", UNCACHED, FLOOR)),
    Budget(
        "the same against ast-grep with one rule / semgrep with three",
        "15x / 20x faster",
        "30x / 35x",
        _faster("csharp-runtime", "ast-grep, 1 rule", "semgrep, 3 rules"),
    ),
    Budget(
        "cold, socket-dense C#, against semgrep with three rules",
        "8x faster",
        "20x",
        _faster("csharp-dense", "semgrep, 3 rules"),
    ),
    Budget(
        "cold, CPython's Lib, against ruff with one rule",
        "5x its cost",
        "2.5x",
        _times("python-library", UNCACHED, "ruff, 1 rule"),
    ),
    Budget(
        "cold, a networking package in Python, against pylint with one checker",
        "20x faster",
        "60x",
        _faster("python-network", "pylint, 1 checker"),
    ),
    Budget("warm, nothing changed, large C# tree, against rg -l", "1.5x", "0.8x", _times("csharp-few", WARM, FLOOR)),
    Budget("one changed file in a warm tree, above warm", "100 ms", "50 ms", _changed),
    Budget("one file without a hit, against `python -c pass`", "6x", "3x", _times("hook", _ONE_CLEAN, _PASS)),
    Budget(
        "one 33 KB C# file / one 55 KB Python file with hits",
        "120 / 400 ms",
        "60 / 280 ms",
        _milliseconds(_ONE_CSHARP, _ONE_PYTHON),
    ),
    Budget("peak memory, cold, runtime-like C# tree", "150 MB", "80 MB", _memory),
    Budget("two workers against one, wall, socket-dense", "1.5x", "1.7x", _two_workers),
)


def page(
    results: Results, trees: Sequence[Tree], growth: Sequence[tuple[int, int, Mapping[str, Measured | str]]]
) -> str:
    """The page, as Markdown."""
    lines = [
        "# What sockslint costs",
        "",
        "Written by `python -m bench.performance`, which says how. CPU seconds of the whole process with its children,",
        "medians of runs taken in turn with the page cache warm. The peers' rules differ, so these are costs, not",
        f"verdicts. Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}.",
        *_remarks(),
        "",
        "## Budgets",
        "",
        "| run | must | hoped | measured |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {it.run} | {it.must} | {it.hoped} | {it.figure(results) or 'not measured'} |" for it in BUDGETS]
    for tree in trees:
        lines += ["", f"## {tree.role}: `{tree.folder.name}`, {tree.files:,} files, {tree.size / 1e6:.1f} MB", ""]
        lines += _table(results[tree.role])
    if "hook" in results:
        lines += ["", "## Single files, and one changed file in a tree of 2,000", "", *_table(results["hook"])]
    if growth:
        names = (FLOOR, UNCACHED, COLD, WARM)
        lines += ["", "## Growth: synthetic C#, one file in fifty with sockets", ""]
        lines += [f"| files | MB | {' | '.join(names)} |", "| ---: | ---: |" + " ---: |" * len(names)]
        for files, size, costs in growth:
            cells = [_cell(costs.get(name)) for name in names]
            lines.append(f"| {files:,} | {size / 1e6:.1f} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _remarks() -> list[str]:
    command = shutil.which("rg")
    if command is None:  # a page may be written of what was measured elsewhere
        return []
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    return [f"Against {done.stdout.split(chr(10))[0]}."] if done.returncode == 0 else []


def _cell(found: Measured | str | None) -> str:
    return f"{found.cost.cpu:.3f}" if isinstance(found, Measured) else "-"


def _table(costs: Mapping[str, Measured | str]) -> Iterator[str]:
    base = next((found.cost.cpu for found in costs.values() if isinstance(found, Measured)), 0.0)
    first = next(iter(costs), "")
    yield f"| command | CPU s | against {first} | wall s | peak MB | runs |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, found in costs.items():
        if isinstance(found, str):
            yield f"| {name} | {found} | | | | |"
            continue
        (cpu, wall, memory), runs = found
        yield f"| {name} | {cpu:.3f} | {cpu / base:.3g}x | {wall:.2f} | {memory:.0f} | {runs} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write or print the page, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.performance", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--tree", type=read_tree, action="append", default=[], metavar="ROLE=FOLDER")
    parser.add_argument("--rounds", type=int, default=5, help="of which medians are taken [5]")
    parser.add_argument("--patience", type=float, default=60, help="seconds after which a command has run enough [60]")
    parser.add_argument("--growth", type=int, default=0, metavar="FILES", help="the largest synthetic tree [none]")
    parser.add_argument("--page", type=Path, metavar="FILE", help="where the page goes [standard output]")
    options = parser.parse_args(arguments)
    trees: list[Tree] = options.tree
    with tempfile.TemporaryDirectory(prefix="sockslint-bench-") as name:
        folder = Path(name)
        results: dict[str, dict[str, Measured | str]] = {}
        for tree in trees:
            results[tree.role] = of_tree(tree, options.rounds, options.patience, folder)
            print(f"{tree.role}: measured", file=sys.stderr)
        results["hook"] = of_hook(options.rounds, folder)
        growth = list(of_growth(options.growth, options.rounds, folder)) if options.growth else []
    text = page(results, trees, growth)
    if options.page is not None:
        before = options.page.read_text(encoding="utf-8") if options.page.exists() else ""
        options.page.write_text(text + "".join(before.partition(_BY_HAND)[1:]), encoding="utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
