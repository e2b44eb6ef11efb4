"""Which of the lines that are marked as faulty do other linters report? Runs those that are installed, and says.

    python -m bench.marked_lines --programs FOLDER [--semgrep-rules FOLDER] [--page docs/comparison.md]

`--programs` is the folder of the linters' commands, such as the `bin` of a virtual environment. Semgrep's rules come
from a checkout of semgrep/semgrep-rules; without it Semgrep is left out. The lines are those of the article's programs
and of the bad examples on the rules' pages; what is reported in mended programs and good examples is counted beside.

A line is reported if a finding begins on it. Linters have rules about much else (names, docstrings, types), so a line
counts only for rules that are about what the fault is: :data:`ABOUT`. The page says which others begin on a marked
line. Each program is a file by itself; sockslint, which looks across files, is given one at a time.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sockslint.examples import expected, judge
from sockslint.flow.model import Language
from sockslint.rulebook.load import load_rulebook
from sockslint.text import SourceText
from tests.repro.programs import collect

ARTICLE = Path(__file__).parents[1] / "tests" / "fixtures" / "article"
_BEGIN, _END = "<!-- measured -->\n", "<!-- /measured -->\n"

OWN = "sockslint"

#: A program that each linter must report :data:`CONTROLLED` of, the rules of its that come nearest to what is marked;
#: or it has not been set up as it should.
CONTROL = """\
import asyncio
import socket
import urllib.request


def read(name: str) -> str:
    file = open(name)
    return file.read()


async def fetch() -> bytes:
    await asyncio.sleep(1)
    return urllib.request.urlopen("http://a.example").read()


def swallow() -> None:
    try:
        read("a")
    except Exception:
        pass


def leave(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)
    connection.close()
"""
CONTROLLED: Mapping[str, frozenset[str]] = {
    "pylint": frozenset(("R1732", "W0718")),
    "ruff": frozenset(("SIM115", "ASYNC210", "S110")),
    "bandit": frozenset(("B110",)),
    "flake8-async": frozenset(("ASYNC210",)),
    "semgrep": frozenset(("socket-shutdown-close",)),
}

#: The rules of each linter that are about what is marked: a resource left open, a result dropped, a blocked loop, a
#: swallowed error; by how their names begin.
ABOUT: Mapping[str, tuple[str, ...]] = {
    "pylint": ("R1732", "W0702", "W0706", "W0718"),
    "ruff": ("ASYNC1", "ASYNC2", "BLE", "S110", "S112", "S113", "SIM105", "SIM115", "TRY203"),
    "bandit": ("B110", "B112", "B113"),
    "flake8-async": ("ASYNC10", "ASYNC2"),
    "semgrep": ("socket-",),
}


class Marked(NamedTuple):
    """A file to look at: its language, the marked lines, each with its rule, and whether it is meant to be sound."""

    path: Path
    language: Language
    lines: Mapping[int, str]

    @property
    def sound(self) -> bool:
        """Whether nothing is marked here."""
        return not self.lines


class Found(NamedTuple):
    """A finding of some linter: the file, the line that it begins on, the linter's name of its rule."""

    path: Path
    line: int
    rule: str


class UnreadableError(Exception):
    """A linter has said nothing that can be read."""


# --- the programs -------------------------------------------------------------------------------------------------


def write_programs(folder: Path) -> list[Marked]:
    """Write the article's programs and the pages' examples into `folder`, a file each."""
    texts: list[tuple[str, Language, str]] = []
    for program in collect(ARTICLE):
        language: Language = "csharp" if program.path.suffix == ".cs" else "python"
        texts.append((f"article_{program.path.stem}", language, program.path.read_text("utf-8")))
    for rule in load_rulebook().rules:
        for number, example in enumerate(rule.examples):
            texts.append((f"{rule.id}_{number}_{example.verdict}", example.language, example.code))
    found = []
    for name, language, text in texts:
        path = folder / f"{name}{'.cs' if language == 'csharp' else '.py'}"
        path.write_text(text, "utf-8")
        lines = {each.line: each.rule for each in expected({path.name: text})}
        found.append(Marked(path, language, lines))
    return found


# --- the linters --------------------------------------------------------------------------------------------------


def linters(programs: Path, semgrep_rules: Path | None) -> Mapping[str, Sequence[str]]:
    """The commands of the linters that are there, each to be followed by files; all of their rules are on."""
    commands: dict[str, Sequence[str]] = {
        "pylint": ["pylint", f"--rcfile={os.devnull}", "--enable=all", "--output-format=json"],
        "ruff": ["ruff", "check", "--isolated", "--no-cache", "--select=ALL", "--preview", "--output-format=json"],
        "bandit": ["bandit", "-f", "json", "-q"],
        "flake8-async": ["flake8-async", "--enable=ASYNC", "--asyncio"],
    }
    if semgrep_rules is not None:
        offline = ["--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet", "--json"]
        folders = [f"--config={semgrep_rules.resolve() / language}" for language in ("csharp", "python")]
        commands["semgrep"] = ["semgrep", "scan", *folders, *offline]
    return {
        name: [str(programs / command[0]), *command[1:]]
        for name, command in commands.items()
        if shutil.which(str(programs / command[0]))
    }


def findings(name: str, command: Sequence[str], files: Sequence[Path], folder: Path) -> list[Found]:
    """What a linter reports of files. Raises UnreadableError if it says nothing that can be read."""
    ran = subprocess.run([*command, *map(str, files)], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    try:
        return [found._replace(path=folder / found.path) for found in _read(name, ran.stdout)]
    except ValueError:
        raise UnreadableError(f"{name}: {ran.stderr.strip() or ran.stdout[:500]}") from None


def demand_control(name: str, command: Sequence[str], folder: Path) -> None:
    """Raise UnreadableError unless a linter reports what it must of :data:`CONTROL`."""
    file = folder / "control.py"
    file.write_text(CONTROL, "utf-8")
    if missed := CONTROLLED[name] - {found.rule for found in findings(name, command, [file], folder)}:
        raise UnreadableError(f"{name} does not report {', '.join(sorted(missed))} where it should")


def _read(name: str, output: str) -> Iterator[Found]:
    if name == "flake8-async":
        for match in re.finditer(r"^(.+?):(\d+):\d+:? (\w+)", output, re.MULTILINE):
            yield Found(Path(match[1]), int(match[2]), match[3])
        return
    content = json.loads(output)
    match name:
        case "pylint":
            for each in content:
                yield Found(Path(each["path"]), each["line"], each["message-id"])
        case "ruff":
            for each in content:
                yield Found(Path(each["filename"]), each["location"]["row"], each["code"] or "syntax")
        case "bandit":
            for each in content["results"]:
                yield Found(Path(each["filename"]), each["line_number"], each["test_id"])
        case "semgrep":
            for each in content["results"]:
                yield Found(Path(each["path"]), each["start"]["line"], each["check_id"].rpartition(".")[2])


def own_findings(marked: Sequence[Marked]) -> list[Found]:
    """What sockslint itself reports, of one program at a time."""
    rulebook = load_rulebook()
    found = []
    for file in marked:
        text = file.path.read_text("utf-8")
        _, own = judge({file.path.name: text}, rulebook)
        found += [Found(file.path, SourceText(text).line_of(each.span.start), each.rule) for each in own]
    return found


# --- what comes of it -----------------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Run the linters and print the table, or put it on the page."""
    options = argparse.ArgumentParser(prog="python -m bench.marked_lines", description=(__doc__ or "").split("\n")[0])
    options.add_argument("--programs", type=Path, required=True, help="the folder of the linters' commands")
    options.add_argument("--semgrep-rules", type=Path, help="a checkout of semgrep/semgrep-rules")
    options.add_argument("--page", type=Path, help="the page to put the table on")
    given = options.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        marked = write_programs(folder)
        results = {OWN: own_findings(marked)}
        for linter, command in linters(given.programs.resolve(), given.semgrep_rules).items():
            files = [each.path for each in marked if each.language in languages_of(linter)]
            demand_control(linter, command, folder)
            results[linter] = findings(linter, command, files, folder)
    text = "".join(table(marked, results))
    if given.page is None:
        sys.stdout.write(text)
        return 0
    page = given.page.read_text("utf-8")
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        sys.exit(f"error: {given.page} has no {_BEGIN.strip()} and {_END.strip()}")
    given.page.write_bytes(f"{before}{_BEGIN}{text}{_END}{after}".encode())
    return 0


def languages_of(name: str) -> tuple[Language, ...]:
    """The languages, of the two, that a linter reads."""
    return ("csharp", "python") if name in (OWN, "semgrep") else ("python",)


def table(marked: Sequence[Marked], results: Mapping[str, Sequence[Found]]) -> Iterator[str]:
    """The table: for each rule and language the marked lines, and how many of them each linter reports."""
    names = list(results)
    counted: Counter[tuple[str, Language]] = Counter()
    hits: Counter[tuple[str, Language, str]] = Counter()
    beside: dict[str, Counter[str]] = {name: Counter() for name in names}
    alarms: Counter[str] = Counter()
    for file in marked:
        for rule in file.lines.values():
            counted[rule, file.language] += 1
        for name, found in results.items():
            here = [each for each in found if each.path == file.path]
            about = {each.line for each in here if is_about(name, each.rule)}
            for line, rule in file.lines.items():
                hits[rule, file.language, name] += line in about
                beside[name].update({e.rule for e in here if e.line == line and not is_about(name, e.rule)})
            alarms[name] += len(about) * file.sound
    totals = {name: len(found) for name, found in results.items()}
    yield f"| rule | language | marked lines | {' | '.join(names)} |\n|{' --- |' * (3 + len(names))}\n"
    for rule, language in sorted(counted):
        cells = [str(hits[rule, language, name]) if language in languages_of(name) else "-" for name in names]
        shown = "C#" if language == "csharp" else "Python"
        yield f"| {rule} | {shown} | {counted[rule, language]} | {' | '.join(cells)} |\n"
    yield f"| lines reported in sound programs | both | - | {' | '.join(str(alarms[name]) for name in names)} |\n"
    yield f"| all that is reported, of whatever | both | - | {' | '.join(str(totals[name]) for name in names)} |\n"
    for name, rules in beside.items():
        if rules:
            said = ", ".join(f"{rule} ({times})" for rule, times in rules.most_common())
            yield f"\nOf {name}, about something else, on a marked line: {said}.\n"


def is_about(name: str, rule: str) -> bool:
    """Whether a linter's rule is about what is marked."""
    return rule.startswith(ABOUT.get(name, ("",)))


if __name__ == "__main__":
    sys.exit(main())
