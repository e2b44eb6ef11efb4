"""Small C# programs, lowered and printed."""

from __future__ import annotations

import textwrap

from sockslint.flow.model import Unit
from sockslint.frontends.csharp import lower
from sockslint.text import SourceText
from tests.frontends.dump import dump


def lowered(code: str) -> Unit:
    """The unit of a file."""
    return lower("C.cs", SourceText(textwrap.dedent(code).strip("\n")))


def unit(code: str) -> str:
    """All functions of a file, printed."""
    return dump(lowered(code))


def flow(statements: str) -> str:
    """The body of a method that holds some statements, and the functions inside it, printed."""
    code = f"class C {{\nvoid M() {{\n{textwrap.dedent(statements).strip()}\n}}\n}}"
    _, _, body = dump(lower("C.cs", SourceText(code))).partition("\n")
    return textwrap.dedent(body)


def expected(text: str) -> str:
    """A golden text without the indentation that it has in a test."""
    return textwrap.dedent(text).strip("\n")
