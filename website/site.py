"""The documentation site: its pages put together from the repository's own, their order, and the build."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sockslint.rulebook.load import load_rulebook
from tests.repro.programs import collect
from website.commonmark import for_generator
from website.links import relinked
from website.rules import rule_page, rules_index

ROOT = Path(__file__).parents[1]

#: The sections of the site, and their pages: the file that each is made of, and what the navigation calls it.
SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Using it": {
        "docs/command-line.md": "Command line",
        "docs/settings.md": "Settings",
        "docs/fixing.md": "Fixes",
        "docs/reports.md": "Reports",
        "docs/ci.md": "Continuous integration",
        "docs/editors.md": "Editors",
        "docs/own-rules.md": "Rules of your own",
        "docs/fleet.md": "Many repositories",
    },
    "How far to trust it": {
        "docs/evidence.md": "Evidence",
        "docs/comparison.md": "How it compares",
        "docs/robustness.md": "Bad input",
        "docs/performance.md": "Performance",
        "SECURITY.md": "Security",
    },
    "Inside": {
        "docs/architecture.md": "How it works",
        "CONTRIBUTING.md": "Working on it",
        "CHANGELOG.md": "Changelog",
    },
}
HOME = "README.md"
RULES = "rules/index.md"

#: What pages show, beside text.
ASSETS = ("docs/open-sockets.svg",)


class Page(NamedTuple):
    """A page of the site: the file of the repository that it is made of, and its Markdown as GitHub would read it."""

    source: str
    text: str


class SiteError(Exception):
    """The site cannot be built."""


def addresses(root: Path = ROOT) -> dict[str, str]:
    """The place in the site of each file that it is made of."""
    made = {HOME: "index.md"}
    for section in SECTIONS.values():
        made |= {file: Path(file).name.lower() for file in section}
    made |= {f"rules/{path.name}": f"rules/{path.name}" for path in sorted((root / "rules").glob("SOCK*.md"))}
    return made | {file: Path(file).name for file in ASSETS}


def pages(root: Path = ROOT) -> Iterator[tuple[str, Page]]:
    """All pages of the site, by their place in it."""
    rulebook = load_rulebook()
    evidence = (root / "docs" / "evidence.md").read_text("utf-8")
    programs = collect()
    rules = {Path(rule.path).name: rule for rule in rulebook.rules}
    yield RULES, Page(RULES, rules_index(rulebook.rules))
    for file, place in addresses(root).items():
        if file in ASSETS:
            continue
        rule = rules.get(Path(file).name) if file.startswith("rules/") else None
        text = rule_page(rule, evidence, programs, root) if rule else (root / file).read_text("utf-8")
        yield place, Page(file, text)


def navigation(root: Path = ROOT) -> list[dict[str, object]]:
    """The order of the pages, as the generator has it.

    Raises SiteError if a page of docs/ has no place in the site, or a place no page.
    """
    places = addresses(root)
    if lost := {f"docs/{path.name}" for path in (root / "docs").glob("*.md")} - places.keys():
        raise SiteError(f"{', '.join(sorted(lost))}: not in the site; give it a place in SECTIONS of website/site.py")
    if gone := sorted(file for file in places if not (root / file).exists()):
        raise SiteError(f"{', '.join(gone)}: not there; take it out of SECTIONS of website/site.py")
    rules = [{file[len("rules/") : -len(".md")].replace("-", " ", 1): file} for file in places if file[:6] == "rules/"]
    ordered: list[dict[str, object]] = [{"Home": places[HOME]}, {"Rules": [RULES, *rules]}]
    for title, section in SECTIONS.items():
        ordered.append({title: [{label: places[file]} for file, label in section.items()]})
    return ordered


def build(folder: Path, root: Path = ROOT) -> Path:
    """Build the site in `folder`, which is emptied first; where its first page is. Raises SiteError."""
    if importlib.util.find_spec("zensical") is None:
        raise SiteError("zensical is not installed: python -m pip install '.[docs]'")
    shutil.rmtree(folder, ignore_errors=True)
    places = addresses(root)
    for place, page in pages(root):
        text = for_generator(relinked(page.text, page.source, place, places, root))
        _write(folder / "pages" / place, text)
    for file in ASSETS:
        shutil.copy2(root / file, folder / "pages" / places[file])
    shutil.copy2(Path(__file__).with_name("site.css"), folder / "pages")
    settings = (root / "zensical.toml").read_text("utf-8")
    before, table, after = settings.partition("[project]\n")
    _write(folder / "zensical.toml", f"{before}{table}nav = {_toml(navigation(root))}\n{after}")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", "zensical.toml"]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if built.returncode != 0:
        raise SiteError(f"zensical: {built.stdout}{built.stderr}")
    (folder / "site" / "404.html").unlink(missing_ok=True)  # its links hold at the root of a server only
    return folder / "site" / "index.html"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _toml(value: object) -> str:
    """A value of strings, lists and tables in one line of TOML."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(key)} = {_toml(each)}' for key, each in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value)
