"""Untrusted text on a terminal: nothing hidden, nothing obeyed, and how many columns it takes."""

from __future__ import annotations

import re
import unicodedata

#: Characters beyond ASCII's controls that are invisible or that reorder text: C1 controls, bidirectional controls,
#: zero-width spaces, line separators, byte-order marks, tags, and surrogates that stand alone. The zero-width joiners
#: are not here: scripts and emoji need them, and they move nothing.
INVISIBLE = (
    "\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_HIDDEN = re.compile(f"[\x00-\x1f{INVISIBLE}]")


def visible(text: str) -> str:
    """The text with every control and invisible character shown as a sign: ESC as ``␛``, U+202E as ``<U+202E>``."""
    return _HIDDEN.sub(_sign, text)


def one_line(text: str) -> str:
    """The text, visible, with each run of white space, line ends too, as a single space."""
    return visible(" ".join(text.split()))


def columns(text: str) -> int:
    """How many columns of a terminal visible text takes: wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def wrap(text: str, width: int) -> list[str]:
    """The words of a text, visible, in lines of at most `width` columns; a longer word has a line to itself."""
    lines: list[str] = []
    room = 0
    for word in map(visible, text.split()):
        size = columns(word)
        if lines and size < room:
            lines[-1] += f" {word}"
            room -= size + 1
        else:
            lines.append(word)
            room = width - size
    return lines


def counted(number: int, noun: str) -> str:
    """So many of something: ``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _columns_of(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
