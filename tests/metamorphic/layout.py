"""Changes of layout that mean nothing in either language."""

from __future__ import annotations

import re

from tests.metamorphic.rewriting import Change, Files, Rewritten, each_file


def crlf(files: Files) -> Rewritten:
    """Lines end in CR LF."""
    return each_file(
        lambda data: [Change(at.start(), at.end(), (b"\r\n",)) for at in re.finditer(rb"\r?\n", data)], files
    )


def tabs(files: Files) -> Rewritten:
    """Lines are indented by tabs, one for four spaces; a file with other indentation stays as it is."""

    def change(data: bytes) -> list[Change]:
        indents = list(re.finditer(rb"(?m)^ +", data))
        if any(len(indent[0]) % 4 for indent in indents):
            return []
        return [Change(indent.start(), indent.end(), (b"\t" * (len(indent[0]) // 4),)) for indent in indents]

    return each_file(change, files)


def mark(files: Files) -> Rewritten:
    """Files begin with a byte-order mark."""
    return each_file(lambda _: [Change(0, 0, ("\ufeff".encode(),))], files)
