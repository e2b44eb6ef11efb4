"""The command: one command with options, and no subcommands, since one of these would shadow a folder of its name."""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from sockslint.console import CLEAN, FOUND, INTERNAL, Refusal, columns, line, say, takes_colours, write_error
from sockslint.interruption import heed, status_of
from sockslint.keeping import cache_folder
from sockslint.options import USAGE, Target, parser
from sockslint.output import unify_streams, write_file, write_out
from sockslint.spelling import did_you_mean

if TYPE_CHECKING:
    from sockslint.analysis import Analysis
    from sockslint.reports.model import Notice, Report
    from sockslint.request import Request
    from sockslint.rulebook.model import Rulebook
    from sockslint.settings import ConfidenceName

#: The formats that tell of fixes.
_WITH_FIXES = frozenset({"json", "sarif"})

#: So many entries of a baseline that match nothing are named; the others are counted.
_STALE_SHOWN = 20


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, else the process's own, and return its exit status."""
    unify_streams()
    heed()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _command(parser().parse(arguments), arguments)
    except Refusal as refusal:
        return say(f"error: {refusal}", USAGE)
    except KeyboardInterrupt as interrupt:
        return say("interrupted", status_of(interrupt))
    except Exception as error:
        from sockslint.faults import fault

        return say(f"error: {fault(error)}", INTERNAL)


# --- what is asked for ------------------------------------------------------------------------------------------


def _command(options: argparse.Namespace, arguments: Sequence[str]) -> int:
    if options.clear_cache:
        from sockslint.showing import clear_cache

        return clear_cache()
    if options.schema is not None:
        from sockslint.schemas import schema

        write_out(schema(options.schema))
        return CLEAN
    if options.completions is not None:
        from sockslint.showing import show_completions

        return show_completions(options.completions)
    if options.test_rules is not None:
        from sockslint.showing import test_rules

        return test_rules(pathlib.Path(options.test_rules))
    if options.lsp:
        return _serve(options)
    try:
        pathlib.Path.cwd()
    except OSError:
        raise Refusal("the working directory is not there any more, or cannot be entered") from None
    targets: list[Target] = options.format or [Target("text", None)]
    if sum(target.file is None for target in targets) > 1:
        raise Refusal("only one --format can go to standard output; write the others as FORMAT:FILE")
    from sockslint.startup import import_msgspec

    import_msgspec()
    if options.watch:
        return _watch(options, targets, arguments)
    return _ask(options, targets, arguments, lambda request: None)


def _watch(options: argparse.Namespace, targets: list[Target], arguments: Sequence[str]) -> int:
    """Check whenever something changes; returns the last status once interrupted."""
    import time

    from sockslint.interruption import TerminatedError
    from sockslint.reports.display import counted, visible
    from sockslint.watching import Watched

    for name in ("fix", "diff", "add_ignore", "update_baseline"):
        if getattr(options, name):
            raise Refusal(f"--watch does not go with --{name.replace('_', '-')}")
    if "-" in options.paths:
        raise Refusal("--watch does not go with standard input")
    more = [pathlib.Path(each) for each in (options.config, options.baseline) if each]
    watched: list[Watched] = []

    def watch(request: Request) -> None:
        watched[:] = [Watched(request, *more)]  # before the run, or it might miss a change

    status = _ask(options, targets, arguments, watch)
    if not options.quiet:
        say("note: waiting for changes; Ctrl-C ends")
    try:
        while True:
            paths = watched[0].changes()
            what = f"{paths[0]} has" if len(paths) == 1 else f"{counted(len(paths), 'file')} have"
            say(visible(f"{time.strftime('%H:%M:%S')}: {what} changed"))
            try:
                status = _ask(options, targets, arguments, watch)
            except Refusal as refusal:
                status = say(f"error: {refusal}", USAGE)
    except TerminatedError:
        raise
    except KeyboardInterrupt:
        return status


def _ask(
    options: argparse.Namespace, targets: list[Target], arguments: Sequence[str], prepared: Callable[[Request], None]
) -> int:
    """Do what is asked for; `prepared` is told of the request before it is run."""
    from sockslint.request import prepare
    from sockslint.rulebook.load import RulebookError
    from sockslint.settings import SettingsError
    from sockslint.sources.discovery import NoSuchPathError
    from sockslint.sources.git import NoSuchRevisionError

    try:
        paths, buffers = _inputs(options)
        request = prepare(
            paths,
            config=pathlib.Path(options.config) if options.config else None,
            isolated=options.isolated,
            select=options.select,
            ignore=options.ignore,
            min_confidence=cast("ConfidenceName | None", options.min_confidence),
            exclude=options.exclude,
            buffers=buffers,
            jobs=options.jobs,
            cache=not options.no_cache,
            diff_base=options.diff_base,
            fixes=any(target.format in _WITH_FIXES for target in targets),
        )
        _demand_known(options, request.rulebook)
        _demand_consistent(options)
        prepared(request)
        if options.explain is not None:
            from sockslint.showing import explain

            return explain(options.explain, request.rulebook)
        if options.list_rules:
            from sockslint.showing import list_rules

            return list_rules(request.rulebook.rules)
        if options.show_settings:
            from sockslint.showing import show_settings

            return show_settings(request)
        if options.show_files:
            from sockslint.showing import show_files

            return show_files(request)
        return _check(request, options, targets, arguments)
    except (SettingsError, RulebookError) as error:
        raise Refusal(str(error)) from None
    except NoSuchRevisionError as error:
        raise Refusal(f"--diff-base: {error}") from None
    except NoSuchPathError as error:
        raise Refusal(f"there is no file or folder `{error.path}`{_similar_path(error.path)}") from None


def _serve(options: argparse.Namespace) -> int:
    """Serve an editor: each check is made with the options that are given here."""
    try:
        from sockslint.editor.server import serve
    except ModuleNotFoundError as error:
        name = (error.name or "pygls").partition(".")[0]
        raise Refusal(f"--lsp needs {name}, which comes with `pip install sockslint[lsp]`") from None
    from sockslint.editor.orders import Options

    return serve(
        Options(
            config=os.path.abspath(options.config) if options.config else None,  # noqa: PTH100  as `prepare` has it
            isolated=options.isolated,
            select=tuple(options.select) if options.select is not None else None,
            ignore=tuple(options.ignore) if options.ignore is not None else None,
            min_confidence=options.min_confidence,
            exclude=tuple(options.exclude),
            baseline=os.path.abspath(options.baseline) if options.baseline else None,  # noqa: PTH100
            jobs=options.jobs,
            cache=not options.no_cache,
        )
    )


def _inputs(options: argparse.Namespace) -> tuple[list[str], dict[str, bytes]]:
    """The paths, with the name of standard input in its place, and the bytes that came in by it."""
    paths: list[str] = options.paths or ["."]
    if "-" not in paths:
        if options.stdin_filename:
            raise Refusal("--stdin-filename goes with the path `-`")
        return paths, {}
    if not options.stdin_filename:
        raise Refusal("`-` needs --stdin-filename, so that the language is known")
    from sockslint.sources.model import language_of

    name: str = options.stdin_filename
    if language_of(name) is None:
        raise Refusal(f"--stdin-filename: `{name}` is neither C# nor Python by its name")
    if sys.stdin is None:
        raise Refusal("there is no standard input to read")
    named = [name if path == "-" else path for path in paths]
    return named, {os.path.abspath(name): sys.stdin.buffer.read()}  # noqa: PTH100  the form that discovery compares


def _demand_known(options: argparse.Namespace, rulebook: Rulebook) -> None:
    from sockslint.selection import rules_meant, unknown_rule

    for option in ("select", "ignore"):
        for name in getattr(options, option) or ():
            if not rules_meant(name, rulebook):
                raise Refusal(f"--{option}: {unknown_rule(name, rulebook)}")


def _demand_consistent(options: argparse.Namespace) -> None:
    """Refuse what writes the sources in two ways at once, or would write nothing."""
    fixes = "--diff" if options.diff else "--fix" if options.fix else None
    if options.unsafe_fixes and fixes is None:
        raise Refusal("--unsafe-fixes goes with --fix or --diff")
    for name, other in (("--add-ignore", options.add_ignore), ("--update-baseline", options.update_baseline)):
        if fixes and other:
            raise Refusal(f"{fixes} does not go with {name}: run one after the other")


def _similar_path(path: str) -> str:
    given = pathlib.Path(path)
    try:
        beside = [str(each) for each in given.parent.iterdir()]
    except OSError:
        return ""
    return did_you_mean(str(given), beside)


# --- checking ---------------------------------------------------------------------------------------------------


def _check(request: Request, options: argparse.Namespace, targets: list[Target], arguments: Sequence[str]) -> int:
    from sockslint.engine import run
    from sockslint.progress import Bar

    baseline = _baseline(request, options)
    if baseline is not None:
        from sockslint.baseline import BaselineError
        from sockslint.request import knowing

        try:
            request = knowing(request, baseline, may_lack=options.update_baseline)
        except BaselineError as error:
            raise Refusal(str(error)) from None
    bar = Bar(sys.stderr, wanted=not options.quiet)
    mended = None
    try:
        if options.fix or options.diff:
            from sockslint.mending import mend

            mended = mend(request, unsafe=options.unsafe_fixes, progress=bar)
        else:
            analysis = run(request, progress=bar)
    finally:
        bar.clear()
    if mended is not None:
        from sockslint.rewriting import show_fixes, write_fixes

        if options.diff:
            analysis = show_fixes(mended, quiet=options.quiet, colour=_colour(options.color))
            targets = [target for target in targets if target.file is not None]
        else:
            analysis = write_fixes(request, mended, quiet=options.quiet)
    if baseline is not None and options.update_baseline:
        analysis = _update(baseline, request, analysis, quiet=options.quiet)
    elif baseline is not None and not options.quiet:
        _tell_stale(baseline, analysis)
    if options.add_ignore:
        from sockslint.rewriting import add_ignore

        analysis = add_ignore(request, analysis, options.add_ignore, quiet=options.quiet)
    status = CLEAN if options.exit_zero and analysis.exit_status == FOUND else analysis.exit_status
    warnings = "" if options.quiet else "".join(map(line, _warnings(analysis, request)))
    write_error(warnings)
    report = analysis.report(status, arguments)
    if options.statistics:
        _tell_statistics(report)
        targets = [target for target in targets if target.file is not None]
    told = ""
    for target in targets:
        if target.file is None:
            told = _told(target, report, options.color)
            write_out(told)
        else:
            status = max(status, _deliver(target.file, target.format, report))
    if request.cache and options.config is None and cache_folder() is not None:
        from sockslint.remembering import remember

        does_more = options.watch or options.statistics or options.add_ignore or options.fix or options.diff
        is_all = not does_more and all(target.file is None for target in targets)
        remember(arguments, request, analysis.grounds, (told, warnings, status) if is_all else None)
    return status


# --- what is known already --------------------------------------------------------------------------------------


def _baseline(request: Request, options: argparse.Namespace) -> pathlib.Path | None:
    """The file of known findings: the option's, else the settings'."""
    from sockslint.settings import baseline_file

    file = pathlib.Path(options.baseline) if options.baseline else baseline_file(request.configuration)
    if options.update_baseline and file is None:
        raise Refusal("--update-baseline needs --baseline FILE, or `baseline` in the settings")
    if options.update_baseline and options.diff_base:
        raise Refusal("--update-baseline takes in all findings, so it does not go with --diff-base")
    return file


def _update(file: pathlib.Path, request: Request, analysis: Analysis, *, quiet: bool) -> Analysis:
    """Write the baseline anew. What is left to be told are no findings, unless a fault left some unfound."""
    import msgspec

    from sockslint.baseline import render, updated

    if analysis.failed or analysis.baseline is None or request.known is None:
        say(f"warning: {file} is left as it was, since not everything could be checked")
        return analysis
    try:
        write_file(str(file), render(updated(analysis.baseline, request.known)))
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {(error.strerror or str(error)).lower()}") from None
    if not quiet:
        new, known, stale = map(len, analysis.baseline)
        say(f"note: {file}: {new} added, {stale} removed, {known} known before")
    return msgspec.structs.replace(analysis, findings=(), fingerprints=())


def _tell_stale(file: pathlib.Path, analysis: Analysis) -> None:
    """Say which entries of the baseline match nothing any more."""
    from sockslint.reports.display import one_line, visible

    stale = analysis.baseline.stale if analysis.baseline else ()
    for entry in stale[:_STALE_SHOWN]:
        what = visible(f"{entry.path}: {entry.rule} {one_line(entry.message)}")
        say(f"note: {file}: no finding matches this entry any more: {what}")
    if len(stale) > _STALE_SHOWN:
        say(f"note: {file}: nor {len(stale) - _STALE_SHOWN} more")
    if stale:
        say("note: --update-baseline removes such entries")


def _tell_statistics(report: Report) -> None:
    """A line for each rule that has findings, the most frequent first: how many, in how many files."""
    from sockslint.reports.display import counted

    by_rule: dict[str, list[str]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding.path)
    width = len(str(max(map(len, by_rule.values()), default=0)))
    for id_, paths in sorted(by_rule.items(), key=lambda each: (-len(each[1]), each[0])):
        name = f"{id_} {report.rule(id_).name}".rstrip()
        write_out(f"{len(paths):>{width}}  {name} (in {counted(len(set(paths)), 'file')})\n")


def _told(target: Target, report: Report, when: str) -> str:
    """A report as it goes to standard output."""
    import msgspec

    from sockslint.reports import render

    return render(target.format, msgspec.structs.replace(report, colour=_colour(when), width=_width()))


def _deliver(file: str, format: str, report: Report) -> int:
    """Write a report to a file; returns the exit status that this alone asks for."""
    from sockslint.reports import render

    try:
        write_file(file, render(format, report))
    except OSError as error:
        return say(f"error: {file} cannot be written: {(error.strerror or str(error)).lower()}", USAGE)
    return CLEAN


def _colour(when: str) -> bool:
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and takes_colours()


def _width() -> int:
    """The terminal's columns, or as many as a page of text has."""
    return columns(100) if sys.stdout.isatty() else 100


def _warnings(analysis: Analysis, request: Request) -> Iterator[str]:
    from sockslint.reports.display import visible

    for notice in analysis.notices:
        yield visible(_worded(notice))
    for aside in analysis.asides:
        yield visible(f"note: {aside}")
    if not analysis.files_checked and len(analysis.notices) <= len(request.doubts):  # nothing else tells why
        yield "warning: there are no C# or Python files here"


def _worded(notice: Notice) -> str:
    place = "".join(f"{part}:" for part in (notice.path, notice.line) if part is not None)
    return f"{notice.level}: {place} {notice.message}" if place else f"{notice.level}: {notice.message}"
