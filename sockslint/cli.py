"""The command: one command with options, and no subcommands, since one of these would shadow a folder of its name."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, NoReturn, cast

from sockslint import __version__
from sockslint.output import unify_streams, write_file, write_out
from sockslint.reports import FORMATS
from sockslint.spelling import did_you_mean

if TYPE_CHECKING:
    from sockslint.engine import Analysis, Request
    from sockslint.reports.model import Notice, Report
    from sockslint.rulebook.model import Rulebook
    from sockslint.settings import ConfidenceName

CLEAN, FOUND, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130

_DESCRIPTION = "Finds bugs in the life of a socket, in C# and Python sources."
_EPILOG = """\
exit status:
  0    no findings
  1    findings
  2    wrong usage or settings
  3    an internal error kept something from being analysed
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, else the process's own, and return its exit status."""
    unify_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _command(_parser().parse(arguments), arguments)
    except _Refusal as refusal:
        return _say(f"error: {refusal}", USAGE)
    except KeyboardInterrupt:
        return _say("interrupted", INTERRUPTED)


class _Refusal(Exception):  # noqa: N818  nothing went wrong: we say no
    """What the user asked for cannot be done; the text says why."""


# --- arguments --------------------------------------------------------------------------------------------------


class Target(NamedTuple):
    """A format, and the file that it goes to; None is standard output."""

    format: str
    file: str | None


class _Parser(argparse.ArgumentParser):
    """Complains in our own words, and says what may have been meant."""

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Parse; what is wrong ends the program with status 2."""
        options, unknown = self.parse_known_args(arguments)
        for each in unknown:
            name = each.partition("=")[0]
            self.error(f"unknown option {name}{did_you_mean(name, self._option_string_actions)}")
        return options

    def error(self, message: str) -> NoReturn:
        """Complain, and point to the help."""
        sys.stderr.write(f"sockslint: error: {message}\nTry `sockslint --help`.\n")
        raise SystemExit(USAGE)


def _parser() -> _Parser:
    parser = _Parser(
        prog="sockslint",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a file or folder to check; `-` is standard input [.]")
    add = parser.add_argument_group("what is checked").add_argument
    add("--select", metavar="RULES", type=_names, action="extend", help="run only these rules, by id or name")
    add("--ignore", metavar="RULES", type=_names, action="extend", help="do not run these rules")
    add("--min-confidence", metavar="LEVEL", type=_confidence, help="low, medium or high [medium]")
    add("--exclude", metavar="PATTERN", action="append", default=[], help="leave out files, as .gitignore would")
    add("--stdin-filename", metavar="FILE", help="the name that standard input goes by")
    add = parser.add_argument_group("settings").add_argument
    add("--config", metavar="FILE", help="take the settings from this file")
    add("--isolated", action="store_true", help="take no settings from files")
    add = parser.add_argument_group("output").add_argument
    add(
        "--format",
        metavar="FORMAT[:FILE]",
        type=_target,
        action="append",
        help=f"{', '.join(FORMATS)}; to a file if one is given; may be repeated [text]",
    )
    add("--color", metavar="WHEN", type=_when, default="auto", help="auto, always or never [auto]")
    add("--quiet", action="store_true", help="no warnings and no progress on standard error")
    add("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    add = parser.add_argument_group("instead of checking").add_argument
    add("--explain", metavar="RULE", help="show a rule's page")
    add("--list-rules", action="store_true", help="show all rules")
    add("--show-settings", action="store_true", help="show the settings in force, and where they come from")
    add("--show-files", action="store_true", help="show the files that would be checked")
    add("--version", action="version", version=f"sockslint {__version__}")
    return parser


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError("names no rule")
    return names


def _one_of(text: str, choices: Sequence[str]) -> str:
    if text not in choices:
        hint = did_you_mean(text, choices) or f"; there are {', '.join(choices)}"
        raise argparse.ArgumentTypeError(f"unknown value `{text}`{hint}")
    return text


def _confidence(text: str) -> str:
    return _one_of(text, ("low", "medium", "high"))


def _when(text: str) -> str:
    return _one_of(text, ("auto", "always", "never"))


def _target(text: str) -> Target:
    # Only the first colon counts: C:\report.sarif has one of its own.
    format_, colon, file = text.partition(":")
    _one_of(format_, FORMATS)
    if colon and not file:
        raise argparse.ArgumentTypeError(f"`{text}` names no file after the colon")
    return Target(format_, file if file not in ("", "-") else None)


# --- what is asked for ------------------------------------------------------------------------------------------


def _command(options: argparse.Namespace, arguments: Sequence[str]) -> int:
    targets: list[Target] = options.format or [Target("text", None)]
    if sum(target.file is None for target in targets) > 1:
        raise _Refusal("only one --format can go to standard output; write the others as FORMAT:FILE")
    from sockslint.engine import prepare
    from sockslint.rulebook.load import RulebookError
    from sockslint.settings import SettingsError
    from sockslint.sources.discovery import NoSuchPathError

    try:
        paths, buffers = _inputs(options)
        request = prepare(
            paths,
            config=options.config,
            isolated=options.isolated,
            select=options.select,
            ignore=options.ignore,
            min_confidence=cast("ConfidenceName | None", options.min_confidence),
            exclude=options.exclude,
            buffers=buffers,
        )
        _demand_known(options, request.rulebook)
        if options.explain is not None:
            return _explain(options.explain, request.rulebook)
        if options.list_rules:
            return _list_rules(request.rulebook)
        if options.show_settings:
            return _show_settings(request)
        if options.show_files:
            return _show_files(request)
        return _check(request, options, targets, arguments)
    except (SettingsError, RulebookError) as error:
        raise _Refusal(str(error)) from None
    except NoSuchPathError as error:
        raise _Refusal(f"there is no file or folder `{error.path}`{_similar_path(error.path)}") from None


def _inputs(options: argparse.Namespace) -> tuple[list[str], dict[str, bytes]]:
    """The paths, with the name of standard input in its place, and the bytes that came in by it."""
    paths: list[str] = options.paths or ["."]
    if "-" not in paths:
        if options.stdin_filename:
            raise _Refusal("--stdin-filename goes with the path `-`")
        return paths, {}
    if not options.stdin_filename:
        raise _Refusal("`-` needs --stdin-filename, so that the language is known")
    from sockslint.sources.model import language_of

    name: str = options.stdin_filename
    if language_of(name) is None:
        raise _Refusal(f"--stdin-filename: `{name}` is neither C# nor Python by its name")
    named = [name if path == "-" else path for path in paths]
    return named, {os.path.abspath(name): sys.stdin.buffer.read()}  # noqa: PTH100  the form that discovery compares


def _demand_known(options: argparse.Namespace, rulebook: Rulebook) -> None:
    from sockslint.selection import known_names, rules_meant

    for option in ("select", "ignore"):
        for name in getattr(options, option) or ():
            if not rules_meant(name, rulebook):
                raise _Refusal(f"--{option}: unknown rule `{name}`{did_you_mean(name, known_names(rulebook))}")


def _similar_path(path: str) -> str:
    import pathlib

    given = pathlib.Path(path)
    try:
        beside = [str(each) for each in given.parent.iterdir()]
    except OSError:
        return ""
    return did_you_mean(str(given), beside)


def _explain(name: str, rulebook: Rulebook) -> int:
    from sockslint.selection import known_names

    for rule in rulebook.rules:
        if name in (rule.id, rule.name):
            write_out(rule.page)
            return CLEAN
    raise _Refusal(f"--explain: unknown rule `{name}`{did_you_mean(name, known_names(rulebook))}")


def _list_rules(rulebook: Rulebook) -> int:
    rows = [(rule.id, rule.name, rule.header.severity, rule.header.summary) for rule in rulebook.rules]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        write_out("  ".join([*cells, row[3]]).rstrip() + "\n")
    return CLEAN


def _show_settings(request: Request) -> int:
    import json

    import msgspec

    from sockslint.selection import Selection

    Selection(request.configuration, request.rulebook, request.root)  # complains about unknown rules
    configuration = request.configuration
    lines = [
        f"# settings: {configuration.file or 'none found'}",
        f"# root: {request.root}",
    ]
    for field, value in msgspec.structs.asdict(configuration.settings).items():
        origin = configuration.origins.get(field, "default")
        if field == "exclude" and configuration.exclude_here:
            value = (*value, *configuration.exclude_here)
            origin = "command line" if origin == "default" else f"{origin}, command line"
        if isinstance(value, dict):
            pairs = ", ".join(f"{json.dumps(key)} = {json.dumps(each)}" for key, each in value.items())
            shown = f"{{ {pairs} }}" if pairs else "{}"
        else:
            shown = json.dumps(value)
        lines.append(f"{field.replace('_', '-')} = {shown}  # {origin}")
    write_out("\n".join(lines) + "\n")
    return CLEAN


def _show_files(request: Request) -> int:
    from sockslint.engine import list_files
    from sockslint.reports.display import visible

    write_out("".join(f"{visible(path)}\n" for path in list_files(request)))
    return CLEAN


# --- checking ---------------------------------------------------------------------------------------------------


def _check(request: Request, options: argparse.Namespace, targets: list[Target], arguments: Sequence[str]) -> int:
    from sockslint.engine import run
    from sockslint.progress import Bar

    bar = Bar(sys.stderr, wanted=not options.quiet)
    try:
        analysis = run(request, progress=bar)
    finally:
        bar.clear()
    status = CLEAN if options.exit_zero and analysis.exit_status == FOUND else analysis.exit_status
    if not options.quiet:
        _warn(analysis)
    report = _report(analysis, status, arguments)
    for target in targets:
        status = max(status, _deliver(target, report, options.color))
    return status


def _report(analysis: Analysis, status: int, arguments: Sequence[str]) -> Report:
    from sockslint.reports.model import Report

    return Report(
        findings=analysis.findings,
        sources=analysis.sources,
        notices=analysis.notices,
        rulebook=analysis.rulebook,
        root=analysis.root,
        files_checked=analysis.files_checked,
        version=__version__,
        exit_status=status,
        arguments=tuple(arguments),
        digests=analysis.digests,
    )


def _deliver(target: Target, report: Report, when: str) -> int:
    """Render a report and hand it over; returns the exit status that this alone asks for."""
    import msgspec

    from sockslint.reports import render

    if target.file is None:
        report = msgspec.structs.replace(report, colour=_colour(when), width=_width())
        write_out(render(target.format, report))
        return CLEAN
    try:
        write_file(target.file, render(target.format, report))
    except OSError as error:
        return _say(f"error: {target.file} cannot be written: {(error.strerror or str(error)).lower()}", USAGE)
    return CLEAN


def _colour(when: str) -> bool:
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _width() -> int:
    """The terminal's columns, or as many as a page of text has."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100


def _warn(analysis: Analysis) -> None:
    from sockslint.reports.display import visible

    for notice in analysis.notices:
        _say(visible(_worded(notice)))
    if not analysis.files_checked and not analysis.notices:
        _say("warning: there are no C# or Python files here")


def _worded(notice: Notice) -> str:
    place = "".join(f"{part}:" for part in (notice.path, notice.line) if part is not None)
    return f"{notice.level}: {place} {notice.message}" if place else f"{notice.level}: {notice.message}"


def _say(message: str, status: int = CLEAN) -> int:
    """Tell the user something on standard error; the status is handed back."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"sockslint: {message}\n")
    return status
