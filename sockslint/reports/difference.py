"""What fixes would change, as a unified diff that `git apply` and `patch` can read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from sockslint.sources.decoding import decode
from sockslint.sources.model import language_of

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_COLOURS = {"-": "31", "+": "32", "@": "36"}


def difference(files: Mapping[str, tuple[bytes, bytes]], *, colour: bool) -> str:
    """A unified diff of files, given by path as their bytes before and after."""
    return "".join(line for path in sorted(files) for line in _file(path, *files[path], colour=colour))


def _file(path: str, before: bytes, after: bytes, *, colour: bool) -> Iterator[str]:
    language = language_of(path) or "python"
    old, new = (decode(data, language).source.text for data in (before, after))
    for line in difflib.unified_diff(_LINE.findall(old), _LINE.findall(new), f"a/{path}", f"b/{path}"):
        text = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        paint = _COLOURS.get(line[:1]) if colour else None
        yield f"\x1b[{paint}m{text.rstrip()}\x1b[0m\n" if paint else text
