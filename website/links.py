"""Links between the repository's files, as links between the site's pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from sockslint.reports.sarif_tool import PROJECT_URL
from website.commonmark import parse

_LINK = re.compile(r"(?<=\]\()(?P<file>[^)#\s]+)")
_CODE = re.compile(r"(`+)(?:(?!`).|\n)+?\1(?!`)")


class LinkError(Exception):
    """A link leads to a file that is not there."""


def relinked(text: str, source: str, target: str, pages: Mapping[str, str], root: Path) -> str:
    """The Markdown of the file `source` as the page `target`: its relative links lead to the same things from there.

    `pages` has the page, or the copy, of each file that the site has; other files and folders of the repository at
    `root` are linked to where the project lives. All paths are relative, with ``/``. Raises LinkError.
    """

    def moved(match: re.Match[str]) -> str:
        link = match["file"]
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            return link
        file = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
        if file in pages:
            return posixpath.relpath(pages[file], posixpath.dirname(target) or ".")
        if not (root / file).exists():
            raise LinkError(f"{source}: there is no {link}")
        return f"{PROJECT_URL}/{'tree' if (root / file).is_dir() else 'blob'}/main/{file}"

    return _outside_code(text, lambda prose: _LINK.sub(moved, prose))


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with `change` made to what is neither a block nor a span of code."""
    lines = text.split("\n")
    parts: list[str] = []
    done = 0
    for token in parse(text):
        if token.type in ("fence", "code_block") and token.map:
            first, end = token.map
            parts += ["\n".join([*lines[done:first], ""]), "\n".join([*lines[first:end], ""])]
            done = end
    parts.append("\n".join(lines[done:]))
    return "".join(part if at % 2 else _outside_spans(part, change) for at, part in enumerate(parts))


def _outside_spans(text: str, change: Callable[[str], str]) -> str:
    """The text with `change` made to what no span of code holds; a span within a link's words parts it in two."""
    kept: list[str] = []

    def take_out(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    changed = change(_CODE.sub(take_out, text))
    return re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], changed)
