"""What the server answers about a place in a document: the pages of the rules that have findings there, and what can be
done about these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lsprotocol import types

from sockslint.editor.diagnostics import Shown, Telling
from sockslint.editor.orders import Page
from sockslint.findings import Edit, Finding
from sockslint.silencing import comments
from sockslint.sources.model import language_of
from sockslint.suppressions import RULE

#: What stands in a comment that silences a finding until its author says why.
_REASON = "TODO: say why"


def hover(shown: Sequence[Shown], pages: Mapping[str, Page], at: types.Position, markdown: bool) -> types.Hover | None:
    """The pages of the rules that have findings at a position; None if there are none."""
    here = [each for each in shown if each.finding is not None and _holds(each.diagnostic.range, at)]
    rules = dict.fromkeys(each.finding.rule for each in here if each.finding is not None)
    texts = [pages[rule].text.strip() for rule in rules if rule in pages]
    if not texts:
        return None
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, "\n\n---\n\n".join(texts)), here[0].diagnostic.range)


class Actions:
    """What can be done about what is told of one document, at a version of it.

    `in_versions` tells whether the client can be told for which version of a document edits are.
    """

    def __init__(self, telling: Telling, uri: str, version: int | None, in_versions: bool) -> None:
        self._telling, self._uri, self._version, self._in_versions = telling, uri, version, in_versions

    def about(self, shown: Sequence[Shown], place: types.Range) -> list[types.CodeAction]:
        """The fixes of the findings that touch a place, then the comments that silence these."""
        here = [
            (each.diagnostic, each.finding)
            for each in shown
            if each.finding is not None and _touch(each.diagnostic.range, place)
        ]
        fixes = [action for diagnostic, finding in here for action in self._fixes(diagnostic, finding)]
        return fixes + [self._silence(*each) for each in here if each[1].rule != RULE]

    def _fixes(self, diagnostic: types.Diagnostic, finding: Finding) -> Iterator[types.CodeAction]:
        for number, fix in enumerate(finding.fixes):
            title = fix.title[:1].upper() + fix.title[1:]
            title = title if fix.safe else f"{title} (may change what the program does)"
            yield self._action(title, diagnostic, finding, fix.edits, fix.safe and number == 0)

    def _silence(self, diagnostic: types.Diagnostic, finding: Finding) -> types.CodeAction:
        source = self._telling.source(finding.path)
        edits = comments(source, language_of(finding.path) or "python", [finding], _REASON)
        return self._action(f"Silence {finding.rule} here by a comment that says why", diagnostic, finding, edits)

    def _action(
        self,
        title: str,
        diagnostic: types.Diagnostic,
        finding: Finding,
        edits: Iterable[Edit],
        preferred: bool = False,
    ) -> types.CodeAction:
        changes = [types.TextEdit(self._telling.range(finding.path, edit.span), edit.text) for edit in edits]
        if self._in_versions:
            document = types.OptionalVersionedTextDocumentIdentifier(self._uri, self._version)
            edit = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, changes)])
        else:
            edit = types.WorkspaceEdit(changes={self._uri: changes})
        return types.CodeAction(
            title, types.CodeActionKind.QuickFix, [diagnostic], is_preferred=preferred or None, edit=edit
        )


def asked_for(kinds: Sequence[str] | None) -> bool:
    """Whether quick fixes are among the kinds of actions that a client wants; it wants all if it names none."""
    quick = types.CodeActionKind.QuickFix.value
    return kinds is None or any(kind == "" or f"{quick}.".startswith(f"{kind}.") for kind in kinds)


def _touch(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _holds(place: types.Range, at: types.Position) -> bool:
    return place.start <= at <= place.end
