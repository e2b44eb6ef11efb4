"""Operands in the words of the user's source, for what is told of a path."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sockslint.flow.model import Call, Character, Const, Expr, Language, Operand, is_temporary, shown
from sockslint.program.values import Value, truth

_NAMES: dict[Language, dict[object, str]] = {
    "csharp": {None: "null", True: "true", False: "false"},
    "python": {None: "None", True: "True", False: "False"},
}
#: How C# writes characters that would not be seen.
_ESCAPES = {char: f"\\{letter}" for letter, char in zip("0abfnrtv\\", "\0\a\b\f\n\r\t\v\\", strict=True)}
_COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))

#: What stands for a place, as written: itself, or what a temporary is made by; None if that would only puzzle.
Names: TypeAlias = Callable[[str], "str | None"]

#: A call that is longer than this as it is written is not repeated in a sentence.
_LONGEST_CALL = 60


def place_as_written(place: str, language: Language) -> str:
    """An access path as the user would write it: of the object at hand ``self.sock``, or ``socket`` in C#."""
    first, _, rest = shown(place).partition(".")
    if first != "this":
        return shown(place)
    if language == "python":
        return f"self.{rest}" if rest else "self"
    return rest or "this"


def call_as_written(call: Call, language: Language, names: Names) -> str | None:
    """A call as the user may have written it; None if that would only puzzle."""
    if isinstance(call.receiver, str) and call.receiver != "this":
        owner = names(call.receiver)
        callee = owner and f"{owner}.{call.name}"
    else:
        callee = None if call.callee is None or is_temporary(call.callee) else place_as_written(call.callee, language)
    texts = [f"{each.mode}{each.text}" if each.mode.startswith("*") else each.text for each in call.arguments]
    if callee is None or not all(texts) or call.form != "call":
        return None
    text = f"{callee}({', '.join(texts)})"
    return text if len(text) <= _LONGEST_CALL else None


def written(operand: Operand, language: Language, names: Names) -> str | None:
    """An operand of a condition as the user may have written it; None if that would only puzzle."""
    match operand:
        case str():
            return names(operand)
        case Const(value) if isinstance(value, bool | None):
            return _NAMES[language][value]
        case Const(value):
            if language == "python" or not isinstance(value, str):
                return repr(value)
            return _quoted(value, "'" if isinstance(operand, Character) else '"')
        case Expr("not", (inner,)):
            text = written(inner, language, names)
            return text and (f"not {text}" if language == "python" else f"!({text})" if " " in text else f"!{text}")
        case Expr("len", (inner,)):
            text = written(inner, language, names)
            return text and (f"len({text})" if language == "python" else f"{text}.Length")
        case Expr(op, (left, right)) if op in _COMPARISONS or op == "in":
            first, second = written(left, language, names), written(right, language, names)
            return f"{first} {op} {second}" if first and second else None
        case _:
            return None


def _quoted(text: str, quote: str) -> str:
    """A text or character of C# as a literal."""
    inner = "".join([f"\\{char}" if char == quote else _ESCAPES.get(char) or _visible(char) for char in text])
    return f"{quote}{inner}{quote}"


def _visible(char: str) -> str:
    return char if char.isprintable() else f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def decision(condition: Operand, value: Value, language: Language, names: Names) -> str:
    """How a condition of this value was decided: ``this holds``, ``n == 0 holds``, ``data is empty``."""
    holds = truth(value) is True
    text = written(condition, language, names)
    if text is None:
        return "this holds" if holds else "this does not hold"
    is_call = text.endswith(")")  # as no place does
    if is_call or not isinstance(condition, str):
        return f"`{text}` holds" if holds else f"`{text}` does not hold"
    if value.is_known and (value.constant is None or isinstance(value.constant, bool)):
        return f"`{text}` is {_NAMES[language][value.constant]}"
    if value.is_known and isinstance(value.constant, int):
        return f"`{text}` is {value.constant}"
    return f"`{text}` holds" if holds else f"`{text}` is empty" if value.is_empty else f"`{text}` does not hold"
