"""One file from bytes to unit. Nothing else goes in, so that it can be cached and spread over processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import NamedTuple

from sockslint.flow.model import Language, Unit
from sockslint.sources.decoding import BinaryError, decode
from sockslint.text import SourceText

Frontend = Callable[[str, SourceText], Unit]


class Remark(NamedTuple):
    """What is to be said about a file: at a line or as a whole. `internal` marks a fault of ours."""

    line: int | None
    message: str
    internal: bool = False


class Lowered(NamedTuple):
    """A file's unit, or None if there is none to be had, and what is to be said about it."""

    unit: Unit | None
    remarks: tuple[Remark, ...]


def frontend(language: Language) -> Frontend:
    """The frontend of a language. Only now is its parser imported."""
    if language == "csharp":
        from sockslint.frontends import csharp

        return csharp.lower
    from sockslint.frontends import python

    return python.lower


def lower(
    path: str, data: bytes, language: Language, frontend_of: Callable[[Language], Frontend] = frontend
) -> Lowered:
    """Lower the bytes of a file that is named `path`. Whatever they are, this returns."""
    try:
        source, remark = decode(data, language)
    except BinaryError:
        return Lowered(None, (Remark(None, "not analysed: it holds NUL characters, so it is no source"),))
    remarks = [Remark(None, remark)] if remark else []
    try:
        unit = frontend_of(language)(path, source)
    except RecursionError:
        return Lowered(None, (*remarks, Remark(None, "not analysed: it is nested too deeply")))
    except MemoryError:
        return Lowered(None, (*remarks, Remark(None, "not analysed: there is not enough memory for it")))
    except Exception as error:
        return Lowered(None, (*remarks, Remark(None, f"not analysed: {fault(error)}", internal=True)))
    remarks += [Remark(source.line_of(problem.span.start), problem.message) for problem in unit.problems]
    return Lowered(unit, tuple(remarks))


def fault(error: Exception) -> str:
    """An error that is ours, in the words of a report that helps to find it."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    package = Path(__file__).parent
    file = PurePath(last.filename)
    place = file.relative_to(package.parent).as_posix() if file.is_relative_to(package) else file.name
    text = " ".join(str(error).split())[:200]
    return f"internal error, please report it: {type(error).__name__}: {text} ({place}:{last.lineno})"
