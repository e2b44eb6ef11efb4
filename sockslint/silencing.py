"""Suppressions for what was found, written above the statements, in the encoding and with the line ends of the file."""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sockslint.findings import Finding
from sockslint.flow.model import Language
from sockslint.sources.decoding import decode
from sockslint.statements import Statements
from sockslint.suppressions import RULE
from sockslint.text import SourceText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"),
    (b"", "gb18030"),
    (b"", "cp1252"),
    (b"", "latin-1"),
)
_COMMENT: dict[Language, str] = {"python": "#", "csharp": "//"}


def silenced(data: bytes, language: Language, findings: Sequence[Finding], reason: str) -> bytes | None:
    """A file's bytes with a comment above each statement that has findings, naming their rules and the reason.

    Nothing else changes. Findings about suppressions themselves are left alone. None if the file's encoding is not
    known for sure, or cannot hold the reason.
    """
    source = decode(data, language).source
    known = _encoding(data, source.text)
    if known is None:
        return None
    mark, encoding = known
    directive = f"{_COMMENT[language]} sockslint: ignore"
    text = _inserted(source, _rules_by_line(source, language, findings), directive, reason)
    try:
        return mark + text.encode(encoding)
    except UnicodeEncodeError:
        return None


def _encoding(data: bytes, text: str) -> tuple[bytes, str] | None:
    """The byte-order mark and the encoding in which a text is these very bytes."""
    for mark, encoding in _MARKS:
        try:
            if mark + text.encode(encoding) == data:
                return mark, encoding
        except UnicodeEncodeError:
            continue
    return None


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
        parts.append(f"{indent}{directive}[{', '.join(sorted(rules[line]))}] {reason}{_line_end(source, line)}")
        at = start
    return "".join([*parts, source.data[at:].decode("utf-8", "surrogatepass")])


def _line_end(source: SourceText, line: int) -> str:
    """What ends a line; the last one, if nothing does, is taken to end like the one before it."""
    for number in (line, line - 1):
        if 0 < number < len(source.line_starts):
            end = source.data[source.line_span(number).end : source.line_starts[number]]
            return end.decode()
    return "\n"
