"""From the Markdown that GitHub reads to the dialect that the site's generator reads.

The generator uses Python-Markdown: what belongs to an item of a list is indented by four columns, whatever the width
of its marker; a list begins after a blank line; and what follows the language of a fenced block is a set of options.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sockslint.examples import expected

_INDENT = 4
_EXAMPLE = re.compile(r"(?P<head> *`{3,}\w+) (?P<verdict>bad|good)")


def for_generator(text: str) -> str:
    """The text in the generator's dialect; what it says is the same."""
    lines = text.split("\n")
    tokens = parse(text)
    prefixes = _list_indentation(tokens, lines)
    starts = {token.map[0] for token in tokens if token.type.endswith("list_open") and token.map}
    fences = {token.map[0]: token.content for token in tokens if token.type == "fence" and token.map}
    made: list[str] = []
    for number, line in enumerate(lines):
        if number in starts and made and made[-1].strip():
            made.append("")
        old, new = prefixes[number]
        line = new + line[old:] if line.strip() else line
        made.append(_opening(line, fences[number]) if number in fences else line)
    return "\n".join(made)


def _opening(line: str, code: str) -> str:
    """The line that opens a block; an example has its verdict for a title, and its marked lines stand out."""
    example = _EXAMPLE.fullmatch(line)
    if example is None:
        return line
    marked = sorted({each.line for each in expected({"": code})})
    lit = f' hl_lines="{" ".join(map(str, marked))}"' if marked else ""
    return f'{example["head"]} title="{example["verdict"]}"{lit}'


def parse(text: str) -> list[Token]:
    """The tokens of a text, as GitHub would see them."""
    return MarkdownIt("commonmark").enable("table").parse(text)


def _list_indentation(tokens: Sequence[Token], lines: Sequence[str]) -> list[tuple[int, str]]:
    """For each line how many of its columns are indentation by lists, and what stands for them in the dialect."""
    prefixes = [(0, "")] * len(lines)
    for token in tokens:
        if token.type != "list_item_open" or token.map is None:
            continue
        first, end = token.map
        depth = (token.level - 1) // 2
        outer = prefixes[first][0]
        marker = re.match(r" *(?:[-*+]|\d+[.)]) +", lines[first][outer:])
        if marker is None:
            continue
        prefixes[first] = (outer, " " * _INDENT * depth)
        for number in range(first + 1, end):
            indented = len(lines[number]) - len(lines[number].lstrip(" "))
            # A lazy continuation of a paragraph is less indented than the item that it belongs to.
            prefixes[number] = (min(indented, outer + marker.end()), " " * _INDENT * (depth + 1))
    return prefixes
