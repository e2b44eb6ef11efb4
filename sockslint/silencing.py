"""Suppressions for what was found, written above the statements, in the encoding and with the line ends of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sockslint.findings import Edit, Finding
from sockslint.fixes.edits import applied
from sockslint.flow.model import Language
from sockslint.sources.decoding import decode
from sockslint.sources.encoding import encoded_like
from sockslint.statements import Statements
from sockslint.suppressions import RULE
from sockslint.text import SourceText, Span

_COMMENT: dict[Language, str] = {"python": "#", "csharp": "//"}


def silenced(data: bytes, language: Language, findings: Sequence[Finding], reason: str) -> bytes | None:
    """A file's bytes with a comment above each statement that has findings, naming their rules and the reason.

    Nothing else changes. Findings about suppressions themselves are left alone. None if the file's encoding is not
    known for sure, or cannot hold the reason.
    """
    source = decode(data, language).source
    return encoded_like(data, source.text, applied(source, comments(source, language, findings, reason)))


def comments(source: SourceText, language: Language, findings: Iterable[Finding], reason: str) -> list[Edit]:
    """What puts such comments into a text."""
    rules = _rules_by_line(source, language, findings)
    return [
        _comment(source, line, f"{_COMMENT[language]} sockslint: ignore", rules[line], reason) for line in sorted(rules)
    ]


def _rules_by_line(source: SourceText, language: Language, findings: Iterable[Finding]) -> dict[int, set[str]]:
    statements = Statements(source, language)
    rules: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.rule != RULE:
            rules[statements.around(finding.span).first].add(finding.rule)
    return rules


def _comment(source: SourceText, line: int, directive: str, rules: set[str], reason: str) -> Edit:
    start = source.line_starts[line - 1]
    text = source.line(line)
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    return Edit(Span(start, start), f"{indent}{directive}[{', '.join(sorted(rules))}] {reason}{source.newline(line)}")
