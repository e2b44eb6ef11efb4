"""The dependencies: the lowest versions allowed do what the newest do, and none has a licence that binds its users.

All other tests run with the newest ones, as CI installs them.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.packaging import CHECKOUT, copy_of_checkout, new_environment, run

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))

#: By the words that packages use for them. None asks anything of a program that only imports the package: the MPL holds
#: for the package's own files.
LICENCES = {
    "Apache 2.0",
    "Apache Software License",
    "BSD License",
    "BSD-3-Clause",
    "MIT",
    "MIT License",
    "Mozilla Public License 2.0 (MPL 2.0)",
    "MPL-2.0",
    "PSF-2.0",
    "Python Software Foundation License",
}


def lowest(requirements: list[str]) -> list[str]:
    """Requirements of exactly the lowest version that each allows."""
    found = [re.fullmatch(r"([\w-]+)>=([\d.]+)", requirement) for requirement in requirements]
    return [f"{each[1]}=={each[2]}" for each in found if each is not None]


@pytest.fixture(scope="module")
def lowest_programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the lowest versions, and what they built and installed."""
    programs = new_environment(tmp_path_factory.mktemp("lowest") / "venv")
    checkout = copy_of_checkout(tmp_path_factory.mktemp("checkout"))
    pinned = [*lowest(PROJECT["project"]["dependencies"]), *lowest(PROJECT["build-system"]["requires"])]
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    assert len(pinned) == len(wanted), "a requirement without a lower bound, or with more than that"
    run(programs / "python", "-m", "pip", "install", "--quiet", *pinned, cwd=checkout)
    no_more = ["--no-deps", "--no-build-isolation"]
    run(programs / "python", "-m", "pip", "install", "--quiet", *no_more, checkout, cwd=checkout)
    return programs


def reports(programs: Path | None, into: Path) -> dict[str, bytes]:
    """What is found in the cases and the article's fixtures, with the lowest versions or with those at hand."""
    command = [programs / "sockslint"] if programs else [sys.executable, "-P", "-m", "sockslint"]
    formats = [f"--format={each}:{into / each}" for each in ("text", "json")]
    paths = ["tests/cases/SOCK101", "tests/cases/SOCK401", "tests/cases/SOCK501", "tests/fixtures/article"]
    run(*command, "--isolated", "--no-cache", "--exit-zero", "--quiet", *formats, *paths, cwd=CHECKOUT)
    return {each: (into / each).read_bytes() for each in ("text", "json")}


def test_the_lowest_versions_find_what_the_newest_find(lowest_programs: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "lowest", tmp_path / "newest"]
    for folder in folders:
        folder.mkdir()
    old, new = reports(lowest_programs, folders[0]), reports(None, folders[1])
    assert old == new
    assert old["json"].count(b'"rule": ') > 100


@pytest.mark.parametrize("arguments", [["--list-rules"], ["--explain", "SOCK101"], ["--help"]], ids=" ".join)
def test_the_lowest_versions_say_what_the_newest_say(lowest_programs: Path, arguments: list[str]) -> None:
    said = run(lowest_programs / "sockslint", *arguments, cwd=CHECKOUT)
    assert said == run(sys.executable, "-P", "-m", "sockslint", *arguments, cwd=CHECKOUT)


def needed(name: str) -> set[str]:
    """The distributions that one needs to run, itself included."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            requirements = map(Requirement, metadata.requires(each) or ())
            waiting += [one.name for one in requirements if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


def licences(name: str) -> set[str]:
    """What a distribution says that its licence is: in words of its own only if in no agreed ones."""
    said: Any = metadata.metadata(name)
    if expression := said.get("License-Expression"):
        return set(re.split(r" (?:OR|AND) ", expression))
    classified = {
        each.rpartition(" :: ")[2] for each in said.get_all("Classifier", []) if each.startswith("License ::")
    }
    return classified or {said.get("License", "none that it tells")}


def test_no_dependency_has_a_licence_that_binds_its_users() -> None:
    found = {name: licences(name) for name in needed("sockslint")}
    assert set(found) > {"libcst", "msgspec", "tree-sitter", "tree-sitter-c-sharp", "tree-sitter-python"}
    assert {name: said for name, said in found.items() if not said <= LICENCES} == {}
