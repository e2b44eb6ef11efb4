"""One file from bytes to unit. Nothing else goes in, so that it can be cached and spread over processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from sockslint.faults import fault
from sockslint.flow.model import Language, Unit
from sockslint.sources.decoding import BinaryError, decode
from sockslint.text import SourceText

Frontend = Callable[[str, SourceText], Unit]


class Task(NamedTuple):
    """A file to lower: the path that it goes by, its language and its bytes."""

    path: str
    language: Language
    data: bytes


class Remark(NamedTuple):
    """What is to be said about a file: at a line or as a whole. `internal` marks a fault of ours."""

    line: int | None
    message: str
    internal: bool = False


class Lowered(NamedTuple):
    """A file's unit, or None if there is none to be had, and what is to be said about it.

    `lasting` tells that the same bytes will come to the same again: they will not where memory or a process was lost.
    """

    unit: Unit | None
    remarks: tuple[Remark, ...]
    lasting: bool = True

    def named(self, path: str) -> Lowered:
        """The same for a file of these bytes that goes by another path, on which nothing but `Unit.path` depends."""
        if self.unit is None or self.unit.path == path:
            return self
        return self._replace(unit=msgspec.structs.replace(self.unit, path=path))


def frontend(language: Language) -> Frontend:
    """The frontend of a language. Only now is its parser imported."""
    if language == "csharp":
        from sockslint.frontends import csharp

        return csharp.lower
    from sockslint.frontends import python

    return python.lower


def lower(task: Task, frontend_of: Callable[[Language], Frontend] = frontend) -> Lowered:
    """Lower the bytes of a file. Whatever they are, this returns."""
    try:
        source, remark = decode(task.data, task.language)
    except BinaryError:
        return Lowered(None, (Remark(None, "not analysed: it holds NUL characters, so it is no source"),))
    remarks = [Remark(None, remark)] if remark else []
    try:
        unit = frontend_of(task.language)(task.path, source)
    except RecursionError:
        return Lowered(None, (*remarks, Remark(None, "not analysed: it is nested too deeply")))
    except MemoryError:
        return Lowered(None, (*remarks, Remark(None, "not analysed: there is not enough memory for it")), lasting=False)
    except Exception as error:
        fault_found = Remark(None, f"not analysed: {fault(error)}", internal=True)
        return Lowered(None, (*remarks, fault_found), lasting=False)
    remarks += [Remark(source.line_of(problem.span.start), problem.message) for problem in unit.problems]
    return Lowered(unit, tuple(remarks))
