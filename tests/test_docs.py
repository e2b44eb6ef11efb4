"""What the documentation shows is so: its commands run, its settings load, and what it names exists."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
import yaml
from markdown_it import MarkdownIt

from sockslint.fleet.cli import _parser as fleet_parser
from sockslint.options import parser
from sockslint.reports import FORMATS
from sockslint.rulebook.load import load_rulebook
from sockslint.rulebook.model import ApiModel
from sockslint.settings import load
from tests.requirement import require

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "rules").glob("*.md")),
]

SHELL = ("console", "bash", "sh", "shell")

#: What is run here, in a scratch project. Anything else must be listed below.
RUN = ("sockslint", "sockslint-fleet")

#: Commands that are not run here, by how they begin, and why.
NOT_RUN = {
    "python -m pip install": "installs; tests/test_wheel.py does that in an environment of its own",
    "uv pip install": "installs",
    "python -m pytest": "is what runs this test",
    "bash tests/run": "is what runs this test",
    "python -m bench.ecosystem": "wants an earlier version; tests/test_ecosystem.py runs it",
    "python -m bench.equality": "wants repositories; tests/test_equality.py runs it",
    "python -m bench.marked_lines": "wants other linters; tests/test_marked_lines.py holds what it makes of them",
    "python -m tests.repro": "takes minutes; tests/test_repro.py runs the same trials",
    "python -m website": "is built by tests/test_site.py",
}

#: Pages whose commands another test runs, since they go through files that the page tells to write.
ELSEWHERE = {"own-rules.md": "tests/test_own_rules.py"}

#: How commands end that do not end with 0.
STATUS = {
    "sockslint src": 1,
    "sockslint --format text --format sarif:sockslint.sarif src": 1,
    'sockslint --diff-base "$(git merge-base origin/main HEAD)" src': 1,
    "sockslint --stdin-filename src/client.py - < src/client.py": 1,
    "sockslint-fleet list.txt --output results": 1,
}


class Block(NamedTuple):
    """A fenced block of a page: the line it begins at, its language, and its text."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks(*languages: str) -> list[Block]:
    found = []
    for page in PAGES:
        for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
            language = token.info.split()[0] if token.info.split() else ""
            if token.type == "fence" and language in languages:
                assert token.map
                found.append(Block(page, token.map[0] + 1, language, token.content))
    return found


def code_spans(page: Path) -> Iterator[str]:
    for token in MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8")):
        for child in token.children or ():
            if child.type == "code_inline":
                yield " ".join(child.content.split())


# --- commands -------------------------------------------------------------------------------------------------------


class Shown(NamedTuple):
    """A command, and what the page says that it prints, if it does."""

    command: str
    output: str | None


def shown(text: str) -> Iterator[Shown]:
    """The commands of a block: the lines after a prompt, each with its output; without prompts, every line is one."""
    text = text.replace("\\\n", "")
    if not text.startswith("$ "):
        for line in text.splitlines():
            if line.strip() and not line.startswith("#"):
                yield Shown(line, None)
        return
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Shown(command, output)


def is_run(command: str) -> bool:
    return not any(command == start or command.startswith(f"{start} ") for start in NOT_RUN)


def project(folder: Path) -> Path:
    """A project as the pages speak of it: a leak in `src`, the article's programs, a list of repositories."""
    sources = ROOT / "tests" / "fixtures" / "article"
    shutil.copytree(sources, folder / "tests" / "fixtures" / "article")
    (folder / "list.txt").write_text(".\n")
    git = ("git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgSign=false")
    for step in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "One"],
        ["update-ref", "refs/remotes/origin/main", "HEAD"],
    ):
        subprocess.run([*git, *step], cwd=folder, check=True, timeout=60)
    (folder / "src").mkdir()
    shutil.copy2(sources / "python" / "client_leaks_threads.py", folder / "src" / "client.py")
    for step in (["add", "."], ["commit", "-qm", "Two"]):
        subprocess.run([*git, *step], cwd=folder, check=True, timeout=60)
    return folder


COMMANDS = [block for block in blocks(*SHELL) if block.page.name not in ELSEWHERE]


@pytest.mark.parametrize("page", dict.fromkeys(block.page for block in COMMANDS), ids=lambda page: page.name)
def test_commands_run(page: Path, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    require(None if bash else "needs bash")
    folder = project(tmp_path)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    programs = Path(sys.executable).parent
    environment = {**plain, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    for block in COMMANDS:
        for command, output in shown(block.text) if block.page == page else ():
            for part in command.split(" && "):
                if not is_run(part):
                    continue
                assert part.split()[0] in RUN, f"{block}: {part}: neither run nor listed in NOT_RUN with a reason"
                ran = subprocess.run(
                    [str(bash), "-c", part],
                    cwd=folder,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                    check=False,
                    timeout=300,
                )
                assert ran.returncode == STATUS.get(part, 0), f"{block}: {part}\n{ran.stdout}"
                assert output is None or ran.stdout == output, f"{block}: {part}"


def test_the_readme_shows_what_is_printed(tmp_path: Path) -> None:
    (said,) = (block.text for block in blocks("text") if block.page.name == "README.md" and " error " in block.text)
    command = [sys.executable, "-m", "sockslint", "--exit-zero", "tests/fixtures/article"]
    ran = subprocess.run(command, cwd=project(tmp_path), capture_output=True, encoding="utf-8", check=True, timeout=120)
    assert said in ran.stdout


def test_lists_of_commands_hold_no_more_than_there_is() -> None:
    parts = [part for block in COMMANDS for each in shown(block.text) for part in each.command.split(" && ")]
    assert [start for start in NOT_RUN if not any(part.startswith(start) for part in parts)] == []
    assert STATUS.keys() <= set(parts)
    assert {page.name for page in PAGES} >= ELSEWHERE.keys()


def test_commands_stand_in_marked_blocks() -> None:
    for page in PAGES:
        for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
            place = f"{page.name}:{token.map[0] + 1}" if token.map else page.name
            assert token.type != "code_block", f"{place}: a block that is indented says no language"
            assert token.type != "fence" or token.info, f"{place}: a block without a language"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_text_are_understood(page: Path) -> None:
    for span in code_spans(page):
        name, _, rest = span.partition(" ")
        if name in ("sockslint", "sockslint-fleet") and rest:
            arguments = shlex.split(re.sub(r"\$\([^)]*\)", "REV", rest))
            if any(argument.startswith("-") for argument in arguments) and "--help" not in arguments:
                (parser() if name == "sockslint" else fleet_parser()).parse_known_args(arguments)


#: Options of our tools beside the two commands.
OURS = frozenset(
    option
    for folder in ("bench", "website", "fuzz", "tests/repro")
    for file in (ROOT / folder).rglob("*.py")
    for option in re.findall(r'"(--[a-z][a-z-]*)"', file.read_text("utf-8"))
) | {"--update-golden"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_options_and_formats_that_are_named_exist(page: Path) -> None:
    known = parser()._option_string_actions.keys() | fleet_parser()._option_string_actions.keys() | OURS
    text = page.read_text("utf-8")
    named = {option for span in code_spans(page) for option in re.findall(r"(?:^| )(--[a-z][a-z-]*)", span)}
    assert named <= known
    assert set(re.findall(r"--format[ =]([a-z]+)", text)) <= set(FORMATS)


# --- snippets -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", blocks("toml"), ids=str)
def test_toml(block: Block, tmp_path: Path) -> None:
    content = tomllib.loads(block.text)
    if "language" in content:
        msgspec.convert(content, ApiModel)
        return
    file = tmp_path / ("pyproject.toml" if "tool" in content else "sockslint.toml")
    file.write_text(block.text, "utf-8")
    assert load(file).origins


@pytest.mark.parametrize("block", blocks("yaml", "yml"), ids=str)
def test_yaml(block: Block) -> None:
    assert yaml.safe_load(block.text)


@pytest.mark.parametrize("block", blocks("json", "jsonc"), ids=str)
def test_json(block: Block) -> None:
    assert json.loads(re.sub(r"^\s*//.*$", "", block.text, flags=re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_rules_that_are_named_exist(page: Path) -> None:
    known = {rule.id for rule in load_rulebook().rules}
    assert set(re.findall(r"\bSOCK\d{3}\b", page.read_text("utf-8"))) <= known
