"""Python 2, told by what only it has."""

from __future__ import annotations

import re

_STRING = r"""'{3}.*?(?:'{3}|\Z)|"{3}.*?(?:"{3}|\Z)|'(?:[^\\'\r\n]|\\.)*'|"(?:[^\\"\r\n]|\\.)*\""""

_CONSTRUCT = re.compile(
    rf"""
    \b[uU][rR](?=['"])
  | (?P<skip> \#[^\r\n]* | {_STRING} )
  | (?:^[ \t]*|[:;][ \t]*)\b(?:print\b(?:[ \t]*>>)?|exec\b)
        (?=[ \t]*[^\s(=.,:)\]}}]|[ \t]*\([^\r\n]*\)[ \t]*[%,])
  | ^[ \t]*except\b[^\r\n:]*? ,[ \t]*[a-z_]\w*[ \t]*(?=:)
  | \braise[ \t]+[\w.]+[ \t]*,[^\r\n]*
  | <>
  | `
  | (?<![\w.])0[0-7]+[lL]?\b(?!\.)
  | (?<![\w.])(?:0[xX][0-9a-fA-F]+|\d+)[lL]\b
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
