"""What the server answers about a place in a document: the pages of the rules that have findings there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lsprotocol import types

from sockslint.editor.diagnostics import Shown
from sockslint.editor.orders import Page


def hover(shown: Sequence[Shown], pages: Mapping[str, Page], at: types.Position, markdown: bool) -> types.Hover | None:
    """The pages of the rules that have findings at a position; None if there are none."""
    here = [each for each in shown if each.finding is not None and _holds(each.diagnostic.range, at)]
    rules = dict.fromkeys(each.finding.rule for each in here if each.finding is not None)
    texts = [pages[rule].text.strip() for rule in rules if rule in pages]
    if not texts:
        return None
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, "\n\n---\n\n".join(texts)), here[0].diagnostic.range)


def _holds(place: types.Range, at: types.Position) -> bool:
    return place.start <= at <= place.end
