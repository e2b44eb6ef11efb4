"""The reference pages and the manual page are what the code says, and readers take them without complaint."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from sockslint.options import ENVIRONMENT, parser
from sockslint.settings import Settings, load
from tests.requirement import require
from website.__main__ import KEPT
from website.manual import manual
from website.reference import settings, settings_page

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "sockslint.1"


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_what_is_kept_is_current(path: Path, golden: Callable[[Path, str], None]) -> None:
    golden(path, KEPT[path]())


def test_every_setting_is_described_and_its_example_is_one(tmp_path: Path) -> None:
    described = list(settings())
    assert [each.key for each in described] == [name.replace("_", "-") for name in Settings.__struct_fields__]
    blocks = re.findall(r"^## ([\w-]+)$.*?^```toml\n(.*?)^```", settings_page(), re.MULTILINE | re.DOTALL)
    assert [key for key, _ in blocks] == [each.key for each in described]
    for (key, block), each in zip(blocks, described, strict=True):
        assert tomllib.loads(block) == {key: each.example}
        (tmp_path / "sockslint.toml").write_text(block, "utf-8")
        assert load(tmp_path / "sockslint.toml").origins.keys() == {key.replace("-", "_")}


def test_the_environment_is_all_that_is_looked_at() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "sockslint").rglob("*.py"))
    asked = set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", sources))
    assert asked | {"SOCKSLINT_CACHE_DIR"} == set(ENVIRONMENT)


def test_the_manual_has_every_option() -> None:
    page = manual().replace("\\-", "-")
    for option in parser()._option_string_actions:
        assert re.search(rf"^\\fB(?:-h, )?{option}\\fR|^\\fB{option}, ", page, re.MULTILINE), option
    for section in ("EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES"):
        assert f"\n.SH {section}\n.TP\n" in page


@pytest.mark.parametrize("reader", [["mandoc", "-Tlint"], ["groff", "-man", "-Tutf8", "-ww", "-z"]], ids=lambda r: r[0])
def test_readers_of_the_manual_have_no_complaint(reader: list[str]) -> None:
    if shutil.which(reader[0]) is None:
        require("needs mandoc" if reader[0] == "mandoc" else None)
        pytest.skip(f"needs {reader[0]}")
    ran = subprocess.run([*reader, MANUAL], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")
