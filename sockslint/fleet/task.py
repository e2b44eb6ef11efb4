"""Checks one repository: what a worker does. Takes and gives plain data only, and touches nothing of the caller's."""

from __future__ import annotations

import pathlib
import time
from typing import TYPE_CHECKING, cast

import msgspec

from sockslint.analysis import Analysis
from sockslint.engine import run
from sockslint.fleet.checkout import CheckoutError, cloned, revision_of
from sockslint.fleet.model import Checked, Orders, Repository, Row
from sockslint.reports import render
from sockslint.reports.model import Origin
from sockslint.request import prepare
from sockslint.sources import git

if TYPE_CHECKING:
    from sockslint.reports.model import Report
    from sockslint.settings import ConfidenceName


def check(repository: Repository, orders: Orders, known: str | None = None) -> tuple[Checked, str] | None:
    """How a repository went, with its SARIF log; None if it is still at the commit that is `known`.

    Raises CheckoutError, and what the engine raises for settings that cannot be used.
    """
    if not repository.is_remote:
        folder = pathlib.Path(repository.source)
        if not folder.is_dir():
            raise CheckoutError("there is no such folder")
        revision = _commit(folder) if git.is_clean(str(folder)) else None
        return None if revision is not None and revision == known else _check(repository, orders, folder, revision)
    if known is not None and revision_of(repository.source) == known:
        return None
    with cloned(repository.source) as folder:
        return _check(repository, orders, folder, _commit(folder))


def _commit(folder: pathlib.Path) -> str | None:
    """The commit that a checkout is at; None if the folder is no checkout's top."""
    try:
        return git.commit_of(folder, "HEAD")
    except git.NoSuchRevisionError:
        return None


def _check(repository: Repository, orders: Orders, folder: pathlib.Path, revision: str | None) -> tuple[Checked, str]:
    began = time.process_time()
    request = prepare(
        [str(folder)],
        config=pathlib.Path(orders.config) if orders.config else None,
        isolated=orders.isolated,
        select=orders.select,
        ignore=orders.ignore,
        min_confidence=cast("ConfidenceName | None", orders.min_confidence),
        exclude=orders.exclude,
    )
    analysis = run(request)
    report = analysis.report()
    if repository.is_remote:
        report = msgspec.structs.replace(report, origin=Origin(repository.source, revision))
    checked = Checked(
        repository=repository,
        revision=revision,
        files=analysis.files_checked,
        notices=len(analysis.notices),
        rows=_rows(report),
        error=_error(analysis),
        seconds=round(time.process_time() - began, 3),
    )
    return checked, render("sarif", report)


def _error(analysis: Analysis) -> str | None:
    if not analysis.failed:
        return None
    return next((notice.message for notice in analysis.notices if notice.level == "error"), "an internal error")


def _rows(report: Report) -> list[Row]:
    rows = []
    for finding, fingerprint in report.named():
        region = report.sources[finding.path].region(finding.span)
        rows.append(
            Row(
                rule=finding.rule,
                name=report.rule(finding.rule).name,
                kind=finding.kind,
                severity=finding.severity,
                confidence=finding.confidence.label,
                path=finding.path,
                line=region.start_line,
                column=region.start_column,
                end_line=region.end_line,
                end_column=region.end_column,
                symbol=finding.symbol,
                subject=finding.subject,
                message=finding.message,
                fingerprint=fingerprint,
            )
        )
    return rows
