"""What may suppress findings: comments, pragmas and attributes that speak of sockslint."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sockslint.flow.model import Comment
from sockslint.frontends.csharp.body import File
from sockslint.frontends.trees import Node, walk
from sockslint.text import Span

_MARKS: Final = (b"sockslint", b"noqa")
_PRAGMA: Final = re.compile(rb"#\s*pragma\s+warning\s+(?:disable|restore)\s*(?:(?://.*)?$|.*\bSOCK)", re.IGNORECASE)
_BLANK: Final = b" \t\r\n\f\v"
_TOOL: Final = "sockslint"


def remarks(file: File) -> None:
    """Keep the comments and pragmas that may suppress findings."""
    speaking: dict[str, Callable[[bytes], bool]] = {"preproc_pragma": _silences}
    if _is_marked(file.data):
        speaking["comment"] = _is_marked
    for node in file.tree.remarks:
        if node.kind in speaking and speaking[node.kind](text := file.data[node.start : node.end]):
            end = node.start + len(text.rstrip(_BLANK))
            before = file.data[file.data.rfind(b"\n", 0, node.start) + 1 : node.start]
            shown = file.data[node.start : end].decode("utf-8", "replace")
            file.comments.append(Comment(Span(node.start, end), shown, not before.strip(_BLANK)))


def _is_marked(text: bytes) -> bool:
    folded = text.lower()
    return any(mark in folded for mark in _MARKS)


def _silences(pragma: bytes) -> bool:
    return _PRAGMA.match(pragma.strip()) is not None


def suppressions(file: File, node: Node, scope: Span | None = None) -> None:
    """Keep the ``[SuppressMessage("sockslint", ...)]`` attributes of a declaration."""
    if not file.has_suppressions:
        return
    for child in [node] if node.kind == "global_attribute" else node.children:
        if child.kind in ("attribute_list", "preproc_if_in_attribute_list", "global_attribute"):
            for attribute in walk(child):
                if attribute.kind == "attribute" and _is_ours(file, attribute):
                    span = Span(attribute.start, attribute.end)
                    file.comments.append(
                        Comment(span, file.text(attribute), False, scope or Span(node.start, node.end))
                    )


def _is_ours(file: File, attribute: Node) -> bool:
    name, arguments = attribute.part("name"), attribute.first("attribute_argument_list")
    if name is None or arguments is None or not arguments.children or not arguments.children[0].children:
        return False
    plain = file.text(name).rpartition(".")[2].rpartition(":")[2].removesuffix("Attribute")
    category = file.text(arguments.children[0].children[-1]).strip('@"')
    return plain == "SuppressMessage" and category == _TOOL
