"""Everything that lists the rules, the formats or the options lists the same ones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import cast

from sockslint.completions import completion
from sockslint.options import WORDS, parser
from sockslint.reports import FORMATS
from sockslint.rulebook.load import load_rulebook, rules_folder
from sockslint.schemas import SCHEMAS, SchemaName, schema
from sockslint.settings import Settings
from tests.repro.programs import collect
from tests.test_cli import LEAK, Command, sockslint
from website.site import navigation, pages

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
    assert set(re.findall(r"SOCK\d+", (ROOT / "CHANGELOG.md").read_text("utf-8"))) == RULES.keys()


def test_the_command_lists_the_rules(sockslint: Command) -> None:
    assert {line.split()[0]: line.split()[1] for line in sockslint("--list-rules").out.splitlines()} == RULES


def test_sarif_lists_the_rules(sockslint: Command) -> None:
    sockslint.write("a.py", LEAK)
    (run,) = json.loads(sockslint("--format", "sarif").out)["runs"]
    assert {rule["id"]: rule["name"] for rule in run["tool"]["driver"]["rules"]} == RULES


def test_the_site_lists_the_rules() -> None:
    (rules,) = (entry["Rules"] for entry in navigation() if "Rules" in entry)
    assert isinstance(rules, list)
    assert [label for entry in rules[1:] for label in entry] == [f"{id_} {name}" for id_, name in RULES.items()]
    index = dict(pages())["rules/index.md"].text
    assert dict(re.findall(r"^\| \[(SOCK\d+) ([\w-]+)\]", index, re.MULTILINE)) == RULES


def test_every_rule_but_that_of_suppressions_is_run_in_the_laboratory() -> None:
    assert {program.rule for program in collect()} - {None} == RULES.keys() - APART
    sections = re.findall(
        r"(?:\bis\s+|^### )\[(SOCK\d+)\]", (ROOT / "docs" / "evidence.md").read_text("utf-8"), re.MULTILINE
    )
    assert set(sections) == RULES.keys() - APART


def test_schemas_name_only_rules_that_there_are() -> None:
    for name in SCHEMAS:
        for named in re.findall(r"SOCK\d+", schema(cast("SchemaName", name))):
            assert any(id_.startswith(named) for id_ in RULES)


# --- options and settings -------------------------------------------------------------------------------------------


def test_options_are_in_the_page_the_manual_and_the_completions() -> None:
    known = {option for option in parser()._option_string_actions if option.startswith("--")}
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(?:-h, )?(--[\w-]+)", page, re.MULTILINE)) == known
    manual = (ROOT / "docs" / "sockslint.1").read_text("utf-8").replace("\\-", "-")
    assert set(re.findall(r"^\\fB(?:-h, )?(--[\w-]+)", manual, re.MULTILINE)) == known
    script = completion("fish", parser(), WORDS)
    assert {f"--{name}" for name in re.findall(r" -l ([\w-]+)", script)} == known


def test_settings_are_in_the_page_and_the_schema() -> None:
    known = [name.replace("_", "-") for name in Settings.__struct_fields__]
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == known
    assert list(json.loads(schema("settings"))["properties"]) == known


# --- formats and pages ----------------------------------------------------------------------------------------------


def test_every_format_has_a_golden_file_and_is_in_the_docs() -> None:
    golden = {path.suffix[1:] for path in (ROOT / "tests" / "reports" / "golden").glob("findings.*")}
    page = (ROOT / "docs" / "reports.md").read_text("utf-8")
    assert golden == set(FORMATS)
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(FORMATS)


def test_every_page_is_linked_to_from_another() -> None:
    others = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    for page in (ROOT / "docs").glob("*.md"):
        assert any(f"{page.name})" in other.read_text("utf-8") for other in others if other != page), page.name


def test_internal_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
