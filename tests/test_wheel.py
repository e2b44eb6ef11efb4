"""What a user installs: the wheel, the sdist and an editable install, each with all rules, in a clean environment."""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packaging import CHECKOUT, copy_of_checkout, new_environment, run

PAGES = sorted(path.name for path in (CHECKOUT / "rules").glob("SOCK*.md"))
MODELS = sorted(path.name for path in (CHECKOUT / "rules" / "apis").glob("*.toml"))
LEAK = "import socket\nwith socket.create_connection(('a', 1)) as s:\n    while True:\n        print(s.recv(1))\n"
PAGE = """\
+++
id = "SOCK998"
name = "of-this-checkout"
summary = "Shows that the checkout's rules are read"
severity = "note"
+++
# SOCK998
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, checkout, cwd=checkout)
    return folder


@pytest.fixture(scope="module")
def programs(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment in which only the wheel is installed, with what it asks for."""
    programs = new_environment(tmp_path_factory.mktemp("clean") / "venv")
    (wheel,) = built.glob("*.whl")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=built)
    return programs


def listed_rules(programs: Path, folder: Path) -> list[str]:
    """The ids that `--list-rules` shows."""
    return [line.split()[0] for line in run(programs / "sockslint", "--list-rules", cwd=folder).splitlines()]


def test_the_wheel_holds_rules_types_and_licence(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert sorted(Path(name).name for name in names if Path(name).match("sockslint/_rules/*.md")) == PAGES
    assert sorted(Path(name).name for name in names if Path(name).match("sockslint/_rules/apis/*.toml")) == MODELS
    assert "sockslint/py.typed" in names
    assert any(name.endswith("/LICENSE") for name in names)
    assert any(name.endswith(".data/data/share/man/man1/sockslint.1") for name in names)
    assert {Path(name).parts[0].partition("-")[0] for name in names} == {"sockslint"}


def test_the_sdist_holds_what_tests_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"rules/{page}" for page in PAGES} | {f"rules/apis/{model}" for model in MODELS} <= names
    assert {"pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "tests/test_wheel.py"} <= names
    assert {"CONTRIBUTING.md", "SECURITY.md", "zensical.toml", "website/site.py", "docs/sockslint.1"} <= names
    assert any(name.startswith("tests/fixtures/article/csharp/") for name in names)


def test_the_installed_wheel_knows_all_rules_and_works(programs: Path, tmp_path: Path) -> None:
    assert listed_rules(programs, tmp_path) == [page.partition("-")[0] for page in PAGES]
    (tmp_path / "leak.py").write_text(LEAK)
    (tmp_path / "none.cs").write_text("using System.Net.Sockets; class A { Socket s; }\n")
    said = run(programs / "sockslint", "--format", "concise", cwd=tmp_path, status=1)
    assert said.startswith("leak.py:4:15: SOCK101 ")
    said = run(programs / "python", "-m", "sockslint", "--format", "concise", cwd=tmp_path, status=1)
    assert said.startswith("leak.py:4:15: SOCK101 ")


def test_an_editable_install_sees_the_rules_of_its_checkout(programs: Path, checkout: Path, tmp_path: Path) -> None:
    editable = new_environment(tmp_path / "venv")
    run(editable / "python", "-m", "pip", "install", "--quiet", "--editable", checkout, cwd=tmp_path)
    page = checkout / "rules" / "SOCK998-of-this-checkout.md"
    page.write_text(PAGE)
    try:
        assert "SOCK998" in listed_rules(editable, tmp_path)
        assert "SOCK998" not in listed_rules(programs, tmp_path)
    finally:
        page.unlink()


def test_two_builds_at_other_times_in_other_places_give_the_same_bytes(
    built: Path, checkout: Path, tmp_path: Path
) -> None:
    other = tmp_path / "some where else" / "sockslint"
    shutil.copytree(checkout, other)
    for path in other.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (1_600_000_000, 1_600_000_000))
    run(sys.executable, "-m", "build", "--outdir", tmp_path / "dist", other, cwd=tmp_path, TZ="Asia/Seoul", LC_ALL="C")
    folders = built, tmp_path / "dist"
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert sorted(first) == sorted(second)
    for name in first:
        assert first[name] == second[name], name
