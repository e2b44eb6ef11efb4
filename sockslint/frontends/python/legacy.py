"""Python 2: tells it by what only it has, and rewrites its statements into Python 3 of the same length, so that every
offset keeps its meaning.

Rewritten are texts that do not parse. What is lost is lost on the quiet side: the name in `except E, e`, the value in
`raise E, value`. What a `print` statement evaluates is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_STRING = r"""'{3}.*?(?:'{3}|\Z)|"{3}.*?(?:"{3}|\Z)|'(?:[^\\'\r\n]|\\.)*'|"(?:[^\\"\r\n]|\\.)*\""""

_CONSTRUCT = re.compile(
    rf"""
    (?P<unicode> \b[uU][rR](?=['"]) )
  | (?P<skip> \#[^\r\n]* | {_STRING} )
  | (?P<print> (?:^[ \t]*|[:;][ \t]*)\b(?:print\b(?:[ \t]*>>)?|exec\b)
               (?=[ \t]*[^\s(=.,:)\]}}]|[ \t]*\([^\r\n]*\)[ \t]*[%,]) )
  | (?P<except> ^[ \t]*except\b[^\r\n:]*? ,[ \t]*[a-z_]\w*[ \t]*(?=:) )
  | (?P<raise> \braise[ \t]+[\w.]+[ \t]*,[^\r\n]* )
  | (?P<unequal> <> )
  | (?P<backtick> ` )
  | (?P<octal> (?<![\w.])0[0-7]+[lL]?\b(?!\.) )
  | (?P<long> (?<![\w.])(?:0[xX][0-9a-fA-F]+|\d+)[lL]\b )
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


#: Modules that Python 3 has under other names. What stands in a `try` may be for either.
_MODULES = re.compile(
    r"^(?:import|from)[ \t]+(?:thread|Queue|urllib2|httplib|ConfigParser|StringIO|cStringIO|cPickle|SocketServer)\b",
    re.MULTILINE,
)


def is_python_2(text: str) -> bool:
    """Whether a text has a construct, or imports a module, that only Python 2 has."""
    constructs = (match for match in _CONSTRUCT.finditer(text) if match.lastgroup != "skip")
    return _MODULES.search(text) is not None or next(constructs, None) is not None


def modernised(text: str) -> str:
    """The text with Python 2's constructs replaced by valid ones, each of the same length."""
    is_open = False

    def backtick(match: re.Match[str]) -> str:
        nonlocal is_open
        is_open = not is_open
        return "(" if is_open else ")"

    rewriters: dict[str, Callable[[re.Match[str]], str]] = {**_REWRITERS, "backtick": backtick}
    return _CONSTRUCT.sub(lambda match: rewriters[match.lastgroup or "skip"](match), text)


def _kept(match: re.Match[str]) -> str:
    return match[0]


def _print(match: re.Match[str]) -> str:
    """`print a, b` becomes the tuple `0, a, b`."""
    before = match[0].rstrip(">").rstrip().removesuffix("print").removesuffix("exec")
    return (before + "0,").ljust(len(match[0]))


def _except(match: re.Match[str]) -> str:
    return match[0].rpartition(",")[0].ljust(len(match[0]))


def _raise(match: re.Match[str]) -> str:
    return match[0].partition(",")[0].ljust(len(match[0]))


def _unequal(match: re.Match[str]) -> str:
    return "!="


def _unicode(match: re.Match[str]) -> str:
    return " r"


def _number(match: re.Match[str]) -> str:
    """A long integer or an octal one: the digits, whatever they are worth."""
    digits = match[0].rstrip("lL")
    if not digits.lower().startswith("0x"):
        digits = digits.lstrip("0") or "0"
    return digits.rjust(len(match[0]))


_REWRITERS: dict[str, Callable[[re.Match[str]], str]] = {
    "except": _except,
    "long": _number,
    "octal": _number,
    "print": _print,
    "raise": _raise,
    "skip": _kept,
    "unequal": _unequal,
    "unicode": _unicode,
}
