"""JSON that is valid, readable, and safe to print."""

from __future__ import annotations

import json
import re

import msgspec

from sockslint.reports.display import INVISIBLE

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def encode(document: object) -> str:
    """A document of plain data as indented JSON, keys in their order, ended by a line end.

    Characters that a terminal might obey are escaped, the rest stands as it is. A lone surrogate (from a name that is
    no Unicode) becomes U+FFFD, which is as many columns in every unit but bytes.
    """
    try:
        compact = msgspec.json.encode(document).decode()
    except UnicodeEncodeError:
        compact = _LONE_SURROGATE.sub("\ufffd", json.dumps(document, ensure_ascii=False))
    # Outside its strings JSON is ASCII, so what is found here stands in a string, where an escape is the same.
    return _INVISIBLE.sub(lambda match: json.dumps(match[0])[1:-1], msgspec.json.format(compact, indent=2)) + "\n"
