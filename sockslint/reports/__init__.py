"""What a run found, told in the form that a reader asks for. Each form is a module with one function, `render`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sockslint.reports.model import Report

#: The names that ``--format`` takes; each is that of the module which renders it.
FORMATS: tuple[str, ...] = (
    "text",
    "concise",
    "json",
    "sarif",
    "github",
    "gitlab",
    "azure",
    "msbuild",
    "junit",
    "markdown",
    "html",
)


def render(format: str, report: Report) -> str:
    """The report in one of :data:`FORMATS`, each of its lines ended; empty if that format has nothing to say.

    Raises ValueError for a format that does not exist.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; there are {', '.join(FORMATS)}")
    module = importlib.import_module(f"sockslint.reports.{format}")
    renderer: Callable[[Report], str] = module.render
    return renderer(report)
