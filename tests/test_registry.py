"""Everything that lists the rules, the formats or the options lists the same ones."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sockslint.options import parser
from sockslint.reports import FORMATS
from sockslint.rulebook.load import load_rulebook, rules_folder
from tests.test_cli import LEAK, Command, sockslint

__all__ = ["sockslint"]  # the fixture

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
RULES = {rule.id: rule.name for rule in load_rulebook().rules}

#: Suppressions are judged by tests of their own, and are no property of a socket.
APART = {"SOCK001"}


def test_pages_are_named_after_their_rules() -> None:
    assert {path.stem for path in rules_folder().glob("SOCK*.md")} == {f"{id_}-{name}" for id_, name in RULES.items()}


def test_every_rule_has_marked_cases() -> None:
    assert {path.name for path in (ROOT / "tests" / "cases").iterdir() if path.is_dir()} == RULES.keys() - APART


def test_the_readme_lists_the_rules() -> None:
    listed = re.findall(r"^\| \[(SOCK\d+) ([\w-]+)\]\(rules/(SOCK\d+-[\w-]+)\.md\)", README, re.MULTILINE)
    assert {id_: name for id_, name, _ in listed} == RULES
    assert all(page == f"{id_}-{name}" for id_, name, page in listed)


def test_the_changelog_names_every_rule() -> None:
    assert set(re.findall(r"SOCK\d+", (ROOT / "CHANGELOG.md").read_text("utf-8"))) >= RULES.keys()


def test_the_command_lists_the_rules(sockslint: Command) -> None:
    assert {line.split()[0]: line.split()[1] for line in sockslint("--list-rules").out.splitlines()} == RULES


def test_sarif_lists_the_rules(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    (run,) = json.loads(sockslint("--format", "sarif").out)["runs"]
    assert {rule["id"]: rule["name"] for rule in run["tool"]["driver"]["rules"]} == RULES


def test_every_format_has_a_golden_file_and_is_in_the_docs() -> None:
    golden = {path.suffix[1:] for path in (ROOT / "tests" / "reports" / "golden").glob("findings.*")}
    page = (ROOT / "docs" / "reports.md").read_text("utf-8")
    assert golden == set(FORMATS)
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(FORMATS)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_every_option_that_is_spoken_of_exists(page: Path) -> None:
    commands = re.findall(r"(?:`|^)sockslint (-[^`\n]*)", page.read_text("utf-8"), re.MULTILINE)
    spoken = {option for command in commands for option in re.findall(r"(?<!\S)--[a-z][\w-]*", command)}
    assert spoken <= parser()._option_string_actions.keys()


def test_internal_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
