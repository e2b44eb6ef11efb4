"""What is fuzzed: each target takes any bytes, and raises if sockslint does what it must not."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

# Not by the engine, which imports them late, when atheris instruments no more.
import sockslint.frontends.csharp
import sockslint.frontends.python  # noqa: F401
from sockslint.checks import check
from sockslint.flow.model import Language, Unit
from sockslint.lowering import Task, lower
from sockslint.program import link
from sockslint.rulebook.load import RulebookError, load_model, load_rule, load_rulebook
from sockslint.rulebook.model import Rulebook
from sockslint.settings import FILE, SettingsError, baseline_file, load, rule_folders
from sockslint.text import Span


class BrokenPromiseError(AssertionError):
    """Something that must never happen did."""


@functools.cache
def rulebook() -> Rulebook:
    """The rules that come with sockslint."""
    return load_rulebook()


def source(data: bytes, language: Language) -> None:
    """Any bytes lower and are judged, with every place inside the file."""
    lowered = lower(Task("fuzz", language, data))
    for remark in lowered.remarks:
        if remark.internal:
            raise BrokenPromiseError(remark.message)
    if lowered.unit is None:
        return
    judgement = check(link([lowered.unit], rulebook()), rulebook())
    for gap in judgement.gaps:
        if gap.internal:
            raise BrokenPromiseError(gap.message)
    # A text is at most three bytes of UTF-8 for each byte that it was decoded from.
    size = 3 * len(data)
    spans = [*_spans(lowered.unit), *(finding.span for finding in judgement.findings)]
    spans += [step.span for finding in judgement.findings for step in finding.steps]
    for span in spans:
        if not 0 <= span.start <= span.end <= size:
            raise BrokenPromiseError(f"{span} lies outside of {size} bytes")


def _spans(unit: Unit) -> Iterator[Span]:
    for table in (unit.functions, unit.types, unit.comments, unit.problems):
        yield from (each.span for each in table)
    for function in unit.functions:
        for block in function.blocks:
            yield from (event.span for event in block.events)


def csharp(data: bytes) -> None:
    """C# from bytes to findings."""
    source(data, "csharp")


def python(data: bytes) -> None:
    """Python from bytes to findings."""
    source(data, "python")


def rules(data: bytes) -> None:
    """A rule page and an API model are read, or refused with a reason."""
    for name, read in (("SOCK999-fuzz.md", load_rule), ("fuzz.toml", load_model)):
        path = _folder() / name
        path.write_bytes(data)
        try:
            read(path)
        except RulebookError as error:
            if not str(error):
                raise BrokenPromiseError("refused without a reason") from error


def settings(data: bytes) -> None:
    """A settings file is read, or refused with a reason."""
    path = _folder() / FILE
    path.write_bytes(data)
    try:
        configuration = load(path)
        folders = rule_folders(configuration)
        baseline = baseline_file(configuration)
    except SettingsError as error:
        if not error.message:
            raise BrokenPromiseError("refused without a reason") from error
        return
    for named in (*folders, *([baseline] if baseline else [])):
        if not named.resolve().is_relative_to(_folder().resolve()):
            raise BrokenPromiseError(f"{named} lies outside of the project")


@functools.cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="sockslint-fuzz-"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "csharp": csharp,
    "python": python,
    "rules": rules,
    "settings": settings,
}
