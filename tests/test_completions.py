"""The completions, as the shells themselves have them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from sockslint.options import WORDS, parser
from sockslint.reports import FORMATS
from tests.requirement import require
from tests.test_cli import Command, sockslint

__all__ = ["sockslint"]  # the fixture

LONG = {name for name in parser()._option_string_actions if name.startswith("--")}


def shell(name: str, script: str, *arguments: str) -> list[str]:
    """The words that a shell prints, run on a script."""
    require(None if shutil.which(name) else f"needs {name}")
    done = subprocess.run([name, *arguments, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize("name", WORDS["--completions"])
def test_every_option_and_format_is_in_it(sockslint: Command, name: str) -> None:
    out = sockslint("--completions", name).out
    assert all((f"-l {option[2:]} " in out or f"-l {option[2:]}\n" in out or option in out) for option in LONG)
    assert all(format in out for format in FORMATS)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (("sockslint", "--"), LONG),
        (("sockslint", "--min"), {"--min-confidence"}),
        (("sockslint", "--format", "m"), {"msbuild", "markdown"}),
        (("sockslint", "--color", ""), {"auto", "always", "never"}),
        (("sockslint", "--select", "S"), set()),
    ],
    ids=["options", "one", "formats", "values", "free"],
)
def test_bash(sockslint: Command, line: tuple[str, ...], expected: set[str]) -> None:
    script = sockslint("--completions", "bash").out
    words = " ".join(f"'{word}'" for word in line)
    asked = f'{script}\nCOMP_WORDS=({words}); COMP_CWORD={len(line) - 1}; _sockslint; echo "${{COMPREPLY[@]}}"'
    assert set(shell("bash", asked, "--norc")) == expected


def test_fish(sockslint: Command) -> None:
    script = sockslint("--completions", "fish").out
    asked = f"{script}\ncomplete -C 'sockslint --format ms' | string split -f 1 \\t"
    assert shell("fish", asked, "--no-config") == ["msbuild"]


def test_zsh_takes_it(sockslint: Command) -> None:
    assert shell("zsh", "f() {\n" + sockslint("--completions", "zsh").out + "}", "-f") == []
