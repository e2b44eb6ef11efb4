"""Suppressions for what was found, written above the statements, in the encoding and with the line ends of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sockslint.findings import Finding
from sockslint.flow.model import Language
from sockslint.sources.decoding import decode
from sockslint.sources.encoding import encoded_like
from sockslint.statements import Statements
from sockslint.suppressions import RULE
from sockslint.text import SourceText

_COMMENT: dict[Language, str] = {"python": "#", "csharp": "//"}


def silenced(data: bytes, language: Language, findings: Sequence[Finding], reason: str) -> bytes | None:
    """A file's bytes with a comment above each statement that has findings, naming their rules and the reason.

    Nothing else changes. Findings about suppressions themselves are left alone. None if the file's encoding is not
    known for sure, or cannot hold the reason.
    """
    source = decode(data, language).source
    directive = f"{_COMMENT[language]} sockslint: ignore"
    text = _inserted(source, _rules_by_line(source, language, findings), directive, reason)
    return encoded_like(data, source.text, text)


def _rules_by_line(source: SourceText, language: Language, findings: Iterable[Finding]) -> dict[int, set[str]]:
    statements = Statements(source, language)
    rules: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.rule != RULE:
            rules[statements.around(finding.span).first].add(finding.rule)
    return rules


def _inserted(source: SourceText, rules: dict[int, set[str]], directive: str, reason: str) -> str:
    parts, at = [], 0
    for line in sorted(rules):
        start = source.line_starts[line - 1]
        text = source.line(line)
        indent = text[: len(text) - len(text.lstrip(" \t"))]
        parts.append(source.data[at:start].decode("utf-8", "surrogatepass"))
        parts.append(f"{indent}{directive}[{', '.join(sorted(rules[line]))}] {reason}{source.newline(line)}")
        at = start
    return "".join([*parts, source.data[at:].decode("utf-8", "surrogatepass")])
