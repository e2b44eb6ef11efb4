"""The commands that are measured: sockslint cold and warm, ripgrep as the floor, and linters of the field as peers.

The rules differ, so figures side by side are costs, not verdicts. Peers are used if they are on the PATH.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.measuring import Command
from sockslint.flow.model import Language
from sockslint.rulebook.load import load_rulebook
from sockslint.rulebook.vocabulary import vocabulary

COLD, WARM, UNCACHED = "sockslint, cold", "sockslint, warm", "sockslint, no cache"
FLOOR = "rg -l"
#: Peers that read less than 1 MB a second.
SLOW = ("bandit", "pylint, 1 checker")

_AST_GREP = {
    "csharp": "id: receive\nlanguage: CSharp\nrule:\n  pattern: $S.EndReceive($$$)\n",
    "python": "id: receive\nlanguage: Python\nrule:\n  pattern: $S.recv($$$)\n",
}
_SEMGREP_PATTERNS = {
    "csharp": ("$S.EndReceive(...)", "$S.Receive(...)", "$S.ReceiveTimeout = $T"),
    "python": ("$S.recv(...)", "$S.settimeout(...)", "$S.send(...)"),
}


def sockslint(arguments: Sequence[str], cache: Path) -> list[Command]:
    """The linter itself: with nothing known, filling the cache; with all known; and without a cache."""
    environment = {"SOCKSLINT_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "sockslint", "--isolated", "--quiet", "--jobs", "1", *arguments]

    def forget() -> None:
        subprocess.run(
            [sys.executable, "-m", "sockslint", "--clear-cache"], env={**os.environ, **environment}, check=True
        )

    return [
        Command(UNCACHED, [*command, "--no-cache"], environment=environment),
        Command(COLD, command, forget, environment),
        Command(WARM, command, environment=environment),
    ]


def floor(tree: Path, language: Language) -> Command:
    """A search for the words that the byte scan looks for: no analysis can do with less."""
    words = "|".join(word.decode().replace(".", r"\.") for word in vocabulary(load_rulebook(), language))
    kind = "cs" if language == "csharp" else "py"
    return Command(FLOOR, ["rg", "-l", "-t", kind, words, str(tree)])


def peers(tree: Path, language: Language, folder: Path) -> Iterator[Command]:
    """The peers that are installed; their rules are written into `folder`."""
    rule = folder / f"{language}.ast-grep.yml"
    rule.write_text(_AST_GREP[language])
    if shutil.which("ast-grep"):
        yield Command("ast-grep, 1 rule", ["ast-grep", "scan", "-r", str(rule), str(tree)])
    if shutil.which("semgrep"):
        rules = folder / f"{language}.semgrep.yml"
        rules.write_text(
            "rules:\n" + "".join(_semgrep(n, p, language) for n, p in enumerate(_SEMGREP_PATTERNS[language]))
        )
        options = ["--metrics", "off", "--disable-version-check", "--no-git-ignore", "--quiet"]
        yield Command("semgrep, 3 rules", ["semgrep", "scan", "--config", str(rules), *options, str(tree)])
    if language == "python":
        if shutil.which("ruff"):
            only = ["--no-cache", "--isolated", "--select", "S113", "--quiet"]
            yield Command("ruff, 1 rule", ["ruff", "check", *only, str(tree)])
        if shutil.which("bandit"):
            yield Command("bandit", ["bandit", "-q", "-r", str(tree)])
        if shutil.which("pylint"):
            only = ["--disable=all", "--enable=unused-variable", "--recursive=y", "--rcfile=" + os.devnull]
            yield Command("pylint, 1 checker", ["pylint", *only, str(tree)], accepted=range(32))


def _semgrep(number: int, pattern: str, language: Language) -> str:
    head = f"- id: rule{number}\n  message: found\n  severity: WARNING\n"
    return f"{head}  languages: [{language}]\n  pattern: {pattern}\n"
