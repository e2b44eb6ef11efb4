"""Literals and other expressions that are known without running anything."""

from __future__ import annotations

import re
from typing import Final

from sockslint.flow.model import Character, Const, Expr, Operand
from sockslint.frontends.csharp.body import NULL, UNKNOWN, Body, File
from sockslint.frontends.csharp.tables import expression
from sockslint.frontends.trees import Node

#: Longer strings are cut: nothing compares them.
_LONGEST: Final = 80

_LARGEST: Final = (1 << 64) - 1

_SIMPLE_ESCAPES: Final = dict(zip("0abefnrtv'\"\\", "\0\a\b\x1b\f\n\r\t\v'\"\\", strict=True))
_ESCAPE: Final = re.compile(r"\\(x[0-9a-fA-F]{1,4}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)

_ZEROS: Final[dict[str, Const]] = {"bool": Const(False), "string": NULL, "object": NULL}


def unescaped(text: str) -> str:
    """A regular string's content with its escape sequences replaced."""
    return _ESCAPE.sub(_escaped, text) if "\\" in text else text


def _escaped(match: re.Match[str]) -> str:
    escape = match[1]
    if escape[0] in "xuU" and len(escape) > 1:
        code = int(escape[1:], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _SIMPLE_ESCAPES.get(escape, escape)


def text_constant(text: str) -> Const:
    """A string constant, cut where it is long."""
    return Const(text[:_LONGEST])


@expression("null_literal")
def null(body: Body, node: Node) -> Operand:
    """``null``."""
    return NULL


@expression("boolean_literal")
def boolean(body: Body, node: Node) -> Operand:
    """``true`` and ``false``."""
    return Const(body.file.data[node.start] == ord("t"))


@expression("integer_literal")
def integer(body: Body, node: Node) -> Operand:
    """An integer in any base, with any suffix."""
    text = body.file.text(node).replace("_", "").lower()
    digits, base = (text[2:], {"0x": 16, "0b": 2}[text[:2]]) if text[:2] in ("0x", "0b") else (text, 10)
    try:
        value = int(digits.rstrip("ul"), base)
    except ValueError:
        return UNKNOWN
    return Const(value) if value <= _LARGEST else UNKNOWN


@expression("real_literal")
def real(body: Body, node: Node) -> Operand:
    """A floating-point or decimal number: no value that is followed."""
    return UNKNOWN


@expression("character_literal")
def character(body: Body, node: Node) -> Operand:
    """A character, as a string of one."""
    return Character(unescaped(body.file.text(node)[1:-1])[:_LONGEST])


@expression("string_literal")
def string(body: Body, node: Node) -> Operand:
    """A regular string."""
    text = body.file.text(node)
    return text_constant(unescaped(text[1 : text.rfind('"')]))


@expression("verbatim_string_literal")
def verbatim_string(body: Body, node: Node) -> Operand:
    """``@"..."``."""
    text = body.file.text(node)
    return text_constant(text[2 : text.rfind('"')].replace('""', '"'))


@expression("raw_string_literal")
def raw_string(body: Body, node: Node) -> Operand:
    """``\"\"\"...\"\"\"``; its indentation is kept."""
    text = body.file.text(node)
    return text_constant(text.rpartition('"')[0].strip('"').strip("\r\n"))


@expression("interpolated_string_expression")
def interpolated_string(body: Body, node: Node) -> Operand:
    """``$"..."``: a text made of its holes."""
    holes = [child.children for child in node.children if child.kind == "interpolation"]
    values = [body.value(parts[1]) for parts in holes if len(parts) > 1]
    if values:
        return Expr("text", tuple(values))
    return text_constant("".join(body.file.text(child) for child in node.children if child.kind in _TEXT))


_TEXT: Final = frozenset({"string_content", "escape_sequence"})


@expression("default_expression")
def default(body: Body, node: Node) -> Operand:
    """``default`` and ``default(T)``."""
    type_ = node.part("type")
    if type_ is None or type_.kind != "predefined_type":
        return NULL
    return _ZEROS.get(body.file.text(type_), Const(0))


@expression("typeof_expression", "sizeof_expression")
def of_type(body: Body, node: Node) -> Operand:
    """``typeof(T)`` and ``sizeof(T)``."""
    return UNKNOWN


def constant(file: File, node: Node | None) -> Operand | None:
    """A parameter's default value: the constant, or something unknown."""
    if node is None:
        return None
    return Body(file, None, -1).value(node) if node.kind in _CONSTANT_KINDS else UNKNOWN


_CONSTANT_KINDS: Final = frozenset(
    [
        "null_literal",
        "boolean_literal",
        "integer_literal",
        "character_literal",
        "string_literal",
        "verbatim_string_literal",
        "raw_string_literal",
        "default_expression",
        "prefix_unary_expression",
    ]
)
