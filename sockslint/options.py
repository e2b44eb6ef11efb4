"""The options of the command, and what is said of those that do not exist."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, NoReturn

from sockslint import __version__
from sockslint.console import columns
from sockslint.reports import FORMATS
from sockslint.spelling import did_you_mean

#: The exit status after wrong usage.
USAGE = 2

#: The values of the options that take one of a few words.
WORDS: Mapping[str, tuple[str, ...]] = {
    "--format": FORMATS,
    "--min-confidence": ("low", "medium", "high"),
    "--color": ("auto", "always", "never"),
    "--schema": ("rule", "api", "settings"),
    "--completions": ("bash", "zsh", "fish", "powershell"),
}

#: What the exit status says.
STATUSES: Mapping[int, str] = {
    0: "no findings",
    1: "findings",
    USAGE: "wrong usage or settings",
    3: "an internal error kept something from being analysed",
    130: "interrupted",
    143: "terminated",
}

#: The variables of the environment that are looked at, and what each does.
ENVIRONMENT: Mapping[str, str] = {
    "SOCKSLINT_CACHE_DIR": "the folder for what is known from earlier runs, instead of one in the user's cache",
    "XDG_CACHE_HOME": "on Linux: the folder of the user's caches, instead of `~/.cache`",
    "COLUMNS": "how wide text is that a terminal shows; else the terminal is asked",
    "NO_COLOR": "unless empty: no colours; `--color` goes before it",
    "FORCE_COLOR": "unless empty or 0: colours even if standard output is no terminal; `--color` goes before it",
    "TERM": "if it is `dumb`: no colours",
}

_DESCRIPTION = "Finds bugs in the life of a socket, in C# and Python sources."
_EPILOG = "exit status:\n" + "".join(f"  {status}    {said}\n" for status, said in STATUSES.items())


class Target(NamedTuple):
    """A format, and the file that it goes to; None is standard output."""

    format: str
    file: str | None


class Parser(argparse.ArgumentParser):
    """Complains in our own words, and says what may have been meant."""

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Parse; what is wrong ends the program with status 2."""
        # What follows `--` is paths. argparse gets that wrong where it lets options and paths mix.
        end = list(arguments).index("--") if "--" in arguments else len(arguments)
        options, unknown = self.parse_known_intermixed_args(arguments[:end])
        for each in unknown:
            name = each.partition("=")[0]
            self.error(f"unknown option {name}{did_you_mean(name, self._option_string_actions)}")
        options.paths += arguments[end + 1 :]
        return options

    def error(self, message: str) -> NoReturn:
        """Complain, and point to the help."""
        sys.stderr.write(f"sockslint: error: {message}\nTry `sockslint --help`.\n")
        raise SystemExit(USAGE)


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns(80) - 2)


def parser() -> Parser:
    """The parser of the command's arguments."""
    options = Parser(
        prog="sockslint",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=_Help,
        allow_abbrev=False,
        add_help=False,
    )
    options.add_argument(
        "paths", nargs="*", metavar="PATH", help="a file or folder to check; `-` is standard input [.]"
    )
    add = options.add_argument_group("what is checked").add_argument
    add("--select", metavar="RULES", type=_names, action="extend", help="run only these rules, by id or name")
    add("--ignore", metavar="RULES", type=_names, action="extend", help="do not run these rules")
    add(
        "--min-confidence",
        metavar="LEVEL",
        type=_word_of("--min-confidence"),
        help="least certainty: low, medium or high [medium]",
    )
    add("--exclude", metavar="PATTERN", action="append", default=[], help="leave out files, as .gitignore would")
    add("--watch", action="store_true", help="check again whenever something changes, until interrupted")
    add("--stdin-filename", metavar="FILE", help="the name that standard input goes by")
    add = options.add_argument_group("only what is new").add_argument
    add("--baseline", metavar="FILE", help="leave out the findings that this file holds")
    add("--update-baseline", action="store_true", help="make the baseline hold the findings there are, and no others")
    add("--diff-base", metavar="REV", help="only findings with a place that has changed since this revision of git")
    add("--add-ignore", metavar="REASON", type=_reason, help="write comments that silence what is found, and say why")
    add = options.add_argument_group("fixes").add_argument
    add("--fix", action="store_true", help="write the fixes that keep what the program means to do")
    add("--unsafe-fixes", action="store_true", help="with --fix or --diff: the other fixes too; look at what they do")
    add("--diff", action="store_true", help="show what --fix would write, and write nothing")
    add = options.add_argument_group("settings").add_argument
    add("--config", metavar="FILE", help="take the settings from this file")
    add("--isolated", action="store_true", help="take no settings from files")
    add = options.add_argument_group("speed").add_argument
    add("--jobs", metavar="N", type=_jobs, help="read and judge files in up to N processes [as many as pay]")
    add("--no-cache", action="store_true", help="neither use nor keep what is known from earlier runs")
    add = options.add_argument_group("output").add_argument
    add(
        "--format",
        metavar="FORMAT[:FILE]",
        type=_target,
        action="append",
        help=f"how findings are told: {', '.join(FORMATS)}; to a file if one is given; may be repeated [text]",
    )
    add("--statistics", action="store_true", help="print how many findings each rule has, instead of a report")
    add(
        "--color",
        metavar="WHEN",
        type=_word_of("--color"),
        default="auto",
        help="colours: auto, always or never [auto]",
    )
    add("--quiet", action="store_true", help="no warnings and no progress on standard error")
    add("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    add = options.add_argument_group("instead of checking").add_argument
    add("--lsp", action="store_true", help="serve an editor by the Language Server Protocol, over standard input")
    add("--explain", metavar="RULE", help="show a rule's page, or which rules a beginning of ids stands for")
    add("--list-rules", action="store_true", help="show all rules")
    add("--show-settings", action="store_true", help="show the settings in force, and where they come from")
    add("--show-files", action="store_true", help="show the files that would be checked")
    add("--test-rules", metavar="DIR", help="test rules and API models of your own by the examples on their pages")
    add(
        "--schema",
        metavar="WHAT",
        type=_word_of("--schema"),
        help="print a JSON Schema for editors: rule, api or settings",
    )
    add(
        "--completions",
        metavar="SHELL",
        type=_word_of("--completions"),
        help="print completions for bash, zsh, fish or powershell",
    )
    add("--clear-cache", action="store_true", help="forget what is known from earlier runs")
    add("--version", action="version", version=f"sockslint {__version__}", help="show the version")
    add("-h", "--help", action="help", help="show this help")
    return options


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError("names no rule")
    return names


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if not reason or not reason.isprintable():
        raise argparse.ArgumentTypeError("needs a reason, in one line of plain text")
    return reason


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is no number of processes")
    return int(text)


def _one_of(text: str, choices: Sequence[str]) -> str:
    if text not in choices:
        hint = did_you_mean(text, choices) or f"; there are {', '.join(choices)}"
        raise argparse.ArgumentTypeError(f"unknown value `{text}`{hint}")
    return text


def _word_of(option: str) -> Callable[[str], str]:
    """What takes a value of an option in :data:`WORDS`."""
    return lambda text: _one_of(text, WORDS[option])


def _target(text: str) -> Target:
    # Only the first colon counts: C:\report.sarif has one of its own.
    format_, colon, file = text.partition(":")
    _one_of(format_, FORMATS)
    if colon and not file:
        raise argparse.ArgumentTypeError(f"`{text}` names no file after the colon")
    return Target(format_, file if file not in ("", "-") else None)
