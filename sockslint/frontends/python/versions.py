"""What a file asks of the version of Python, as far as it is Python 3 that answers, whichever."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping

_MAJOR = 3

_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

_ASKED = re.compile(
    r"""
    sys\.version_info(?:\[0\]|\.major) (?P<major_op>[=!<>]=?) (?P<major>\d)
  | sys\.version\[(?:0|:1)\] (?P<digit_op>[=!<>]=?) ['"](?P<digit>\d)['"]
  | sys\.(?:version_info(?:\[0?:\d\])? (?P<op>[<>]=?) \((?P<first>\d),(?P<rest>[\d, ]*)\)
      | version (?P<text_op>[<>]=?) ['"](?P<text>\d)(?P<more>[^'"]*)['"])
    """,
    re.VERBOSE,
)

_FIRST_NAME = re.compile(r"^\w+")
_SIX = {"six.PY2": False, "six.PY3": True}


def asked_of_version(text: str, imported: Mapping[str, str]) -> bool | None:
    """The answer to a test, as written, of the version of Python (``sys.version_info >= (3,)``, ``six.PY2``); None if
    it is none, or not all of Python 3 answers the same. `imported` says what names stand for."""
    text = _FIRST_NAME.sub(lambda name: imported.get(name[0], name[0]), text, count=1)
    if text in _SIX:
        return _SIX[text]
    match = _ASKED.fullmatch("".join(text.split())) if text.startswith("sys.version") else None
    if match is None:
        return None
    if match["major_op"] or match["digit_op"]:
        compare = _COMPARISONS.get(match["major_op"] or match["digit_op"])
        return None if compare is None else compare(_MAJOR, int(match["major"] or match["digit"]))
    first = int(match["first"] or match["text"])
    if first != _MAJOR:
        return _COMPARISONS[match["op"] or match["text_op"]](_MAJOR, first)
    if (match["rest"] or match["more"] or "").strip(".,0"):
        return None
    # Any Python 3 comes after ``(3,)`` and ``(3, 0)``, none before.
    return (match["op"] or match["text_op"]) in (">", ">=")
