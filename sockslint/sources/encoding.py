"""From a changed text back to bytes, in the encoding of the file that it is of."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"),
    (b"", "gb18030"),
    (b"", "cp1252"),
    (b"", "latin-1"),
)


def encoded_like(data: bytes, text: str, changed: str) -> bytes | None:
    """A changed text as bytes, with the byte-order mark and in the encoding in which `text` is exactly `data`.

    None if no encoding is known for sure, or if it cannot hold the changed text.
    """
    for mark, encoding in _MARKS:
        try:
            if mark + text.encode(encoding) == data:
                return mark + changed.encode(encoding)
        except UnicodeEncodeError:
            continue
    return None
