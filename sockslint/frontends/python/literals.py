"""Constants, texts and displays: strings and numbers, f-strings, tuples, lists, sets and dictionaries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sockslint.flow.model import Const, Expr, Operand, display
from sockslint.frontends.python.frame import EXPRESSIONS, UNKNOWN, Frame, lowers
from sockslint.frontends.trees import Node

_MAX_TEXT = 80
#: So much of a literal is looked at, as an escape may take ten characters for one.
_MAX_ESCAPED = 10 * _MAX_TEXT
_MAX_INT = 2**63
#: A long table of constants says nothing that its first entries do not.
_MAX_CONSTANTS = 32


def constant(value: object) -> Operand:
    """A constant as an operand: text cut to a bearable length, what the model does not hold as an unknown."""
    if isinstance(value, str | bytes):
        return Const(value[:_MAX_TEXT])
    if isinstance(value, bool) or value is None:
        return Const(value)
    if isinstance(value, int) and -_MAX_INT <= value < _MAX_INT:
        return Const(value)
    return UNKNOWN


@lowers(EXPRESSIONS, "none")
def _none(frame: Frame, node: Node) -> Operand:
    return Const(None)


@lowers(EXPRESSIONS, "true")
def _true(frame: Frame, node: Node) -> Operand:
    return Const(True)


@lowers(EXPRESSIONS, "false")
def _false(frame: Frame, node: Node) -> Operand:
    return Const(False)


#: Python 2's: a long integer, and an octal one.
_OLD_OCTAL = re.compile(r"0[0-7]+\Z")


@lowers(EXPRESSIONS, "integer")
def _integer(frame: Frame, node: Node) -> Operand:
    if node.end - node.start > _MAX_TEXT:  # no 64 bits, and more digits than Python is willing to convert, maybe
        return UNKNOWN
    digits = frame.text(node).replace("_", "").rstrip("lL")
    try:
        return constant(int(digits, 8 if _OLD_OCTAL.match(digits) else 0))
    except ValueError:  # an imaginary number, too
        return UNKNOWN


@lowers(EXPRESSIONS, "float", "ellipsis")
def _unknown(frame: Frame, node: Node) -> Operand:
    return UNKNOWN


_ESCAPE = re.compile(r"\\(\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|.)", re.DOTALL)
_ESCAPED = {
    **{"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"},
    **{"\\": "\\", "'": "'", '"': '"', "\n": "", "\r": "", "\r\n": ""},
}

#: Half of a character, which an escape may stand for but no file may hold.
_SURROGATE = re.compile("[\ud800-\udfff]")


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


def _plain_string(frame: Frame, node: Node, prefix: str) -> Operand:
    # Not ast.literal_eval, which tells the user of every escape that Python does not know.
    opening = node.children[0]
    start = opening.end
    end = node.end - (start - opening.start - len(prefix))  # the closing token may hold more than the quotes
    text = frame.file.data[start : min(end, start + _MAX_ESCAPED)].decode("utf-8", "ignore")
    if not text and not prefix and frame.file.is_python_2:
        return Const(b"")
    if "\\" in text and "r" not in prefix:
        text = _SURROGATE.sub("?", _ESCAPE.sub(_unescaped, text))
    return constant(text.encode("latin-1", "replace") if "b" in prefix else text)


@lowers(EXPRESSIONS, "string")
def _string(frame: Frame, node: Node) -> Operand:
    prefix = frame.text(node.children[0]).rstrip("'\"").lower()
    if prefix == "`":  # Python 2's way to write `repr`
        return UNKNOWN
    if "f" in prefix or "t" in prefix:
        return Expr("text", tuple(_parts(frame, node.children)))
    return _plain_string(frame, node, prefix)


def _parts(frame: Frame, contents: Sequence[Node]) -> Iterator[Operand]:
    """The parts of an f-string or t-string, the expressions in format specifications included."""
    for part in contents:
        if part.kind == "string_content":
            yield constant(frame.text(part))
        elif part.kind in ("interpolation", "format_expression"):
            inner = part.part("expression")
            if inner is not None:
                yield frame.value(inner)
            yield from _parts(frame, part.parts("format_specifier"))
        elif part.kind == "format_specifier":
            yield from _parts(frame, part.children)


@lowers(EXPRESSIONS, "concatenated_string")
def _concatenated(frame: Frame, node: Node) -> Operand:
    operands: list[Operand] = []
    for part in node.children:
        operand = frame.value(part)
        operands.extend(operand.operands if isinstance(operand, Expr) else (operand,))
    values = [operand.value for operand in operands if isinstance(operand, Const)]
    if len(values) == len(operands):
        if all(isinstance(value, bytes) for value in values):
            return constant(b"".join(value for value in values if isinstance(value, bytes)))
        return constant("".join(value for value in values if isinstance(value, str)))
    return Expr("text", tuple(operands))


def _thinned(operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """Operands without most of very many constants; empty ones stay, as something empty may be sought among them."""
    if len(operands) <= _MAX_CONSTANTS:
        return tuple(operands)
    return tuple(
        operand
        for at, operand in enumerate(operands)
        if at < _MAX_CONSTANTS or not isinstance(operand, Const) or not operand.value
    )


@lowers(EXPRESSIONS, "tuple", "expression_list", "pattern_list", "tuple_pattern")
def _tuple(frame: Frame, node: Node) -> Operand:
    """A tuple of what a node holds; what `*x` adds is an element of x."""
    return Expr("tuple", tuple([frame.value(child) for child in node.children]))


@lowers(EXPRESSIONS, "list", "set", "list_pattern")
def _collection(frame: Frame, node: Node) -> Operand:
    return display(_thinned([frame.value(child) for child in node.children]))


@lowers(EXPRESSIONS, "dictionary")
def _dictionary(frame: Frame, node: Node) -> Operand:
    operands: list[Operand] = []
    for element in node.children:
        if element.kind == "pair":
            operands.extend(pair(frame, element))
        else:
            operands.append(frame.value(element))
    return Expr("collection", _thinned(operands))


def pair(frame: Frame, node: Node) -> tuple[Operand, ...]:
    """Key and value of an entry, in order."""
    return tuple([frame.value(part) for part in (*node.parts("key"), *node.parts("value"))])


@lowers(EXPRESSIONS, "list_splat", "list_splat_pattern", "dictionary_splat")
def _starred(frame: Frame, node: Node) -> Operand:
    return Expr("element", tuple([frame.prefix(child) for child in node.children]))
