"""Constants, texts and displays: strings and numbers, f-strings, tuples, lists, sets and dictionaries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import libcst as cst

from sockslint.flow.model import Const, Expr, Operand
from sockslint.frontends.python.frame import EXPRESSIONS, Frame, lowers

_MAX_TEXT = 80
#: So much of a literal is looked at, as an escape may take ten characters for one.
_MAX_ESCAPED = 10 * _MAX_TEXT
_MAX_INT = 2**63
#: A long table of constants says nothing that its first entries do not.
_MAX_CONSTANTS = 32

#: Half of a character, which a string literal may hold but no file.
SURROGATE = re.compile("[\ud800-\udfff]")

UNKNOWN = Expr("other")


def constant(value: object) -> Operand:
    """A constant as an operand: text cut to a bearable length, what the model does not hold as an unknown."""
    if isinstance(value, str):
        return Const(SURROGATE.sub("?", value[:_MAX_TEXT]))
    if isinstance(value, bytes):
        return Const(value[:_MAX_TEXT])
    if isinstance(value, bool) or value is None:
        return Const(value)
    if isinstance(value, int) and -_MAX_INT <= value < _MAX_INT:
        return Const(value)
    return UNKNOWN


@lowers(EXPRESSIONS, cst.Integer)
def _integer(frame: Frame, node: cst.Integer) -> Operand:
    if len(node.value) > _MAX_TEXT:  # no 64 bits, and more digits than Python is willing to convert, maybe
        return UNKNOWN
    try:
        return constant(int(node.value.replace("_", ""), 0))
    except ValueError:
        return UNKNOWN


@lowers(EXPRESSIONS, cst.Float, cst.Imaginary, cst.Ellipsis)
def _unknown(frame: Frame, node: cst.BaseExpression) -> Operand:
    return UNKNOWN


_ESCAPE = re.compile(r"\\(\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|.)", re.DOTALL)
_ESCAPED = {
    **{"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"},
    **{"\\": "\\", "'": "'", '"': '"', "\n": "", "\r": "", "\r\n": ""},
}


def _unescaped(match: re.Match[str]) -> str:
    """What an escape sequence stands for; one that Python does not know stays as it is."""
    escape = match[1]
    try:
        if escape[0] in "01234567":
            return chr(int(escape, 8))
        if escape[0] in "xuU":
            return chr(int(escape[1:], 16))
        if escape[0] == "N":
            return unicodedata.lookup(escape[2:-1])
    except (ValueError, KeyError, OverflowError):
        return match[0]
    return _ESCAPED.get(escape, match[0])


def _evaluated(node: cst.SimpleString) -> Operand:
    # Not ast.literal_eval, which tells the user of every escape that Python does not know.
    prefix = node.prefix.lower()
    text = node.raw_value[:_MAX_ESCAPED]
    if "\\" in text and "r" not in prefix:
        text = _ESCAPE.sub(_unescaped, text)
    return constant(text.encode("latin-1", "replace") if "b" in prefix else text)


@lowers(EXPRESSIONS, cst.SimpleString)
def _string(frame: Frame, node: cst.SimpleString) -> Operand:
    if not node.raw_value and not node.prefix and frame.file.is_python_2:
        return Const(b"")
    return _evaluated(node)


def _parts(frame: Frame, contents: Sequence[cst.CSTNode]) -> Iterator[Operand]:
    """The parts of an f-string or t-string, the expressions in format specifications included."""
    for part in contents:
        if isinstance(part, cst.FormattedStringExpression | cst.TemplatedStringExpression):
            yield frame.value(part.expression)
            yield from _parts(frame, part.format_spec or ())
        elif isinstance(part, cst.FormattedStringText | cst.TemplatedStringText):
            yield constant(part.value)


@lowers(EXPRESSIONS, cst.FormattedString, cst.TemplatedString)
def _formatted(frame: Frame, node: cst.FormattedString | cst.TemplatedString) -> Operand:
    return Expr("text", tuple(_parts(frame, node.parts)))


@lowers(EXPRESSIONS, cst.ConcatenatedString)
def _concatenated(frame: Frame, node: cst.ConcatenatedString) -> Operand:
    operands: list[Operand] = []
    following: cst.BaseExpression | None = node
    while following is not None:
        here, following = (
            (following.left, following.right) if isinstance(following, cst.ConcatenatedString) else (following, None)
        )
        operand = frame.value(here)
        operands.extend(operand.operands if isinstance(operand, Expr) else (operand,))
    values = [operand.value for operand in operands if isinstance(operand, Const)]
    if len(values) == len(operands):
        if all(isinstance(value, bytes) for value in values):
            return constant(b"".join(value for value in values if isinstance(value, bytes)))
        return constant("".join(value for value in values if isinstance(value, str)))
    return Expr("text", tuple(operands))


def elements(frame: Frame, nodes: Sequence[cst.BaseElement]) -> tuple[Operand, ...]:
    """The values of the elements of a display; what `*x` adds is an element of x."""
    return tuple(frame.value(node if isinstance(node, cst.StarredElement) else node.value) for node in nodes)


def _thinned(operands: Sequence[Operand]) -> tuple[Operand, ...]:
    if len(operands) <= _MAX_CONSTANTS:
        return tuple(operands)
    return tuple(
        operand for at, operand in enumerate(operands) if at < _MAX_CONSTANTS or not isinstance(operand, Const)
    )


@lowers(EXPRESSIONS, cst.Tuple)
def _tuple(frame: Frame, node: cst.Tuple) -> Operand:
    return Expr("tuple", elements(frame, node.elements))


@lowers(EXPRESSIONS, cst.List, cst.Set)
def _collection(frame: Frame, node: cst.List | cst.Set) -> Operand:
    return Expr("collection", _thinned(elements(frame, node.elements)))


@lowers(EXPRESSIONS, cst.Dict)
def _dictionary(frame: Frame, node: cst.Dict) -> Operand:
    operands: list[Operand] = []
    for element in node.elements:
        if isinstance(element, cst.DictElement):
            operands.append(frame.value(element.key))
            operands.append(frame.value(element.value))
        else:
            operands.append(Expr("element", (frame.prefix(element.value),)))
    return Expr("collection", _thinned(operands))


@lowers(EXPRESSIONS, cst.StarredElement)
def _starred(frame: Frame, node: cst.StarredElement) -> Operand:
    return Expr("element", (frame.prefix(node.value),))
