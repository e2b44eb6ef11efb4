"""The runs that write into the user's sources: fixes, and comments that silence.

Each is tried in memory first, by another run over everything, and written only where that comes out as it should.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping

import msgspec

from sockslint.analysis import Analysis
from sockslint.console import Refusal, say
from sockslint.engine import run
from sockslint.findings import Finding
from sockslint.mending import Mended, Rewritten, reason_not_to_write
from sockslint.output import write_data, write_out
from sockslint.reports.difference import difference
from sockslint.reports.display import counted, visible
from sockslint.request import Request
from sockslint.silencing import silenced
from sockslint.sources.model import language_of
from sockslint.sources.reading import UnreadableError, read
from sockslint.sources.trouble import reason
from sockslint.suppressions import RULE


def write_fixes(request: Request, mended: Mended, *, quiet: bool) -> Analysis:
    """Write the files that fixes change; returns how things are then."""
    if request.buffers:
        raise Refusal("--fix writes files, so it does not go with standard input; --diff shows what it would write")
    written = _written(request, mended.files)
    if not quiet:
        say(f"note: mended {counted(mended.fixed, 'finding')} in {counted(len(written), 'file')}{_why_none(mended)}")
        _tell_of_the_rest(mended, written)
    return mended.after if len(written) == len(mended.files) else run(request)


def show_fixes(mended: Mended, *, quiet: bool, colour: bool) -> Analysis:
    """Show what :func:`write_fixes` would change, as a unified diff on standard output; returns how things are."""
    write_out(difference(mended.files, colour=colour))
    if not quiet:
        option = "--fix --unsafe-fixes" if mended.unsafely else "--fix"
        alone = mended.fixed - mended.unsafely
        rest = f", --fix alone {alone} of them" if mended.unsafely and alone else _why_none(mended)
        what = f"{counted(mended.fixed, 'finding')} in {counted(len(mended.files), 'file')}"
        say(f"note: {option} would mend {what}{rest}")
        _tell_of_the_rest(mended, frozenset())
    return mended.before


def _why_none(mended: Mended) -> str:
    """Why nothing is mended, where the notes that follow do not tell."""
    if mended.fixed or mended.unsafe or mended.refused:
        return ""
    return ": there is no fix for what was found" if mended.before.findings else ": nothing was found"


def _tell_of_the_rest(mended: Mended, written: Collection[str]) -> None:
    """Say what could not be mended, where in the files as they are (some were written), and what may be."""
    for path, line, line_after, rule, why in mended.refused:
        where = f"{path}:{line_after if path in written else line}"
        say(visible(f"note: {where}: {rule} is left as it is, for with its fix {why}"))
    if mended.unsafe:
        say(f"note: there are fixes for {counted(mended.unsafe, 'finding')} that --unsafe-fixes would try")


def add_ignore(request: Request, analysis: Analysis, why: str, *, quiet: bool) -> Analysis:
    """Write comments that say `why` for what was found, where another run shows that they do what they should; returns
    how things are then."""
    if request.buffers:
        raise Refusal("--add-ignore writes files, so it does not go with standard input")
    found: dict[str, list[Finding]] = {}
    for finding in analysis.findings:
        if finding.rule != RULE:
            found.setdefault(finding.path, []).append(finding)
    silent: dict[str, Rewritten] = {}
    left: dict[str, str] = {}
    for path, findings in found.items():
        language = language_of(path)
        left[path] = "no comment was sure to silence all that is found there"
        try:
            data = read(str(request.root / path), follow=True)
        except UnreadableError as error:
            left[path] = str(error)
            continue
        if language and (content := silenced(data, language, findings, why)) is not None:
            silent[path] = Rewritten(data, content)

    def outcome() -> Analysis:
        buffers = {os.path.abspath(request.root / path): each.after for path, each in silent.items()}  # noqa: PTH100
        return run(msgspec.structs.replace(request, buffers=buffers, cache=False))

    after = outcome()
    troubled = {each.path for each in after.findings}
    troubled |= {notice.path for notice in after.notices if notice.path and notice not in analysis.notices}
    if troubled & set(silent):
        silent = {path: each for path, each in silent.items() if path not in troubled}
        after = outcome()
    written = _written(request, silent)
    for path in sorted(set(found) - set(silent)):
        _tell_left(path, left[path])
    if not quiet:
        count = sum(len(found[path]) for path in written)
        say(f"note: silenced {counted(count, 'finding')} in {counted(len(written), 'file')}")
    return after if len(written) == len(silent) else run(request)


def _written(request: Request, files: Mapping[str, Rewritten]) -> list[str]:
    """Write files anew; returns the paths of those that were written. The others are told, each with its reason."""
    written = []
    for path, rewritten in files.items():
        why = reason_not_to_write(request, path, rewritten)
        if why is None:
            try:
                write_data(str(request.root / path), rewritten.after)
            except OSError as error:
                why = f"it cannot be written: {reason(error)}"
        if why is None:
            written.append(path)
        else:
            _tell_left(path, why)
    return written


def _tell_left(path: str, why: str) -> None:
    say(visible(f"warning: {path} is left as it was: {why}"))
