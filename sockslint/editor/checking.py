"""The process that checks for the language server: what it is asked runs as the command would run it.

It is one of its own, so that the server answers at once whatever is being checked, that a check which has become
pointless can be ended, and that no file can take the server down.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from sockslint.analysis import Analysis
from sockslint.baseline import BaselineError
from sockslint.companions import answer_with
from sockslint.editor.orders import Order, Outcome, Page, Refused
from sockslint.engine import run
from sockslint.faults import fault
from sockslint.findings import Finding
from sockslint.fixes import with_fixes
from sockslint.flow.model import Language
from sockslint.reports.model import Notice
from sockslint.reports.sarif_tool import page_address
from sockslint.request import Request, knowing, prepare
from sockslint.rulebook.load import RulebookError
from sockslint.settings import SettingsError, baseline_file
from sockslint.sources.discovery import NoSuchPathError
from sockslint.sources.model import language_of, same_file
from sockslint.startup import relax_collector
from sockslint.text import SourceText


def work() -> None:
    """Answer orders that come in by standard input until it ends."""
    relax_collector()
    answer_with(answered)


def answered(asked: bytes) -> bytes:
    """The encoded outcome of an encoded order, or why there is none."""
    order = msgspec.msgpack.decode(asked, type=Order)
    try:
        return msgspec.msgpack.encode(_outcome(_with_fixes(_checked(order), order)))
    except SettingsError as error:
        refused = Refused(error.message, str(error.path) if error.path else None, error.line)
    except (RulebookError, BaselineError) as error:
        refused = Refused(str(error))
    except NoSuchPathError as error:
        refused = Refused(f"there is no file or folder `{error.path}`")
    except Exception as error:
        refused = Refused(fault(error))
    return msgspec.msgpack.encode(refused)


def _checked(order: Order) -> Analysis:
    before = Path.cwd()
    try:
        os.chdir(order.folder)
    except OSError:
        raise NoSuchPathError(order.folder) from None
    try:
        return run(_request(order))
    finally:
        os.chdir(before)  # or Windows would not let anybody remove the folder


def _request(order: Order) -> Request:
    options = order.options
    request = prepare(
        order.paths,
        config=Path(options.config) if options.config else None,
        isolated=options.isolated,
        select=options.select,
        ignore=options.ignore,
        min_confidence=options.min_confidence,
        exclude=options.exclude,
        buffers=order.buffers,
        jobs=options.jobs,
        cache=options.cache,
    )
    file = Path(options.baseline) if options.baseline else baseline_file(request.configuration)
    return request if file is None else knowing(request, file)


def _outcome(analysis: Analysis) -> Outcome:
    rules = {finding.rule for finding in analysis.findings}
    return Outcome(
        root=str(analysis.root),
        findings=analysis.findings,
        fingerprints=analysis.fingerprints,
        notices=analysis.notices,
        asides=analysis.asides,
        sources={path: source.data for path, source in analysis.sources.items()},
        pages={rule.id: Page(rule.page, page_address(rule)) for rule in analysis.rulebook.rules if rule.id in rules},
    )


def _with_fixes(analysis: Analysis, order: Order) -> Analysis:
    """The analysis, with fixes of the findings in open documents: an editor offers them nowhere else."""

    def source(path: str) -> tuple[SourceText, Language]:
        return analysis.sources[path], language_of(path) or "python"

    def is_open(finding: Finding) -> bool:
        return same_file(os.path.normpath(analysis.root / finding.path)) in held

    def tell(finding: Finding, error: Exception) -> None:
        notices.append(Notice(finding.path, None, f"no fix was made for {finding.rule}: {fault(error)}", "error"))

    held = {same_file(path) for path in order.buffers}
    notices = list(analysis.notices)
    fixed = iter(with_fixes([each for each in analysis.findings if is_open(each)], analysis.rulebook, source, tell))
    findings = tuple(next(fixed) if is_open(each) else each for each in analysis.findings)
    return msgspec.structs.replace(analysis, findings=findings, notices=tuple(notices))
