"""Small Python programs as the frontend lowers them, in the form in which tests compare them."""

from __future__ import annotations

import re
import textwrap

from sockslint.flow.model import Function, Jump, Unit
from sockslint.frontends.python import lower
from sockslint.text import SourceText

from .dump import dump_function, event, way_on


def unit_of(source: str) -> Unit:
    return lower("example.py", SourceText(textwrap.dedent(source)))


def function_of(source: str, name: str | None = None) -> Function:
    """The function of that name, or the first one defined."""
    functions = [f for f in unit_of(source).functions if f.name not in {"<module>", "<init>"}]
    return next(f for f in functions if name is None or f.name == name)


def renumbered(text: str) -> str:
    """A dump with its temporaries numbered in the order in which they appear."""
    numbers: dict[str, str] = {}
    return re.sub(r"%\d+", lambda match: numbers.setdefault(match[0], f"%{len(numbers) + 1}"), text)


def body_of(source: str, name: str | None = None) -> str:
    """The dump of a function, its head left out."""
    return renumbered(textwrap.dedent("\n".join(dump_function(function_of(source, name)).splitlines()[1:])))


def events_of(statements: str) -> list[str]:
    """The events of a function that consists of some statements, and its conditions, in the order of its blocks."""
    function = function_of("def f(a, b, c, d, sock):\n" + textwrap.indent(textwrap.dedent(statements), "    "))
    lines = []
    for block in function.blocks:
        lines.extend(event(e) for e in block.events)
        if not isinstance(block.exit, Jump):
            lines.append(way_on(block.exit))
    return renumbered("\n".join(lines)).splitlines()


def graph(text: str) -> str:
    return textwrap.dedent(text).strip("\n")
