"""The comments, pragmas and attributes that silence rules: what each names, why, and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from sockslint.flow.model import Comment, Unit
from sockslint.text import SourceText, Span

Form: TypeAlias = Literal["ignore", "ignore-file", "noqa", "disable", "restore", "attribute", "malformed"]

_OURS = re.compile(r"sockslint:\s*(?P<verb>[\w-]*)\s*(?:\[(?P<names>[^\]]*)\])?", re.ASCII)
_NOQA = re.compile(r"noqa\b(?:\s*:\s*)?", re.ASCII | re.IGNORECASE)
_PRAGMA = re.compile(r"\s*#\s*pragma\s+warning\s+(?P<verb>disable|restore)\b(?P<names>[^/\r\n]*)(?://(?P<reason>.*))?")
_ATTRIBUTE = re.compile(
    r"\bSuppressMessage(?:Attribute)?\s*\(\s*(?:category\s*:\s*)?@?\"(?P<category>[^\"]*)\"\s*,"
    r"\s*(?:checkId\s*:\s*)?@?\"(?P<names>[^\"]*)\"(?P<rest>[^\]]*)"
)
_JUSTIFICATION = re.compile(r"\bJustification\s*=\s*@?\"((?:\\.|[^\"\\])*)\"")

_WORD = re.compile(r"[^\s,]+")
_CODE = re.compile(r"[A-Z]+[0-9]+")
_OWN_CODE = re.compile(r"SOCK[0-9]*")


class Name(NamedTuple):
    """A rule, or several by the beginning of their ids, as a directive names it, and where."""

    text: str
    span: Span


class Directive(NamedTuple):
    """Something in a source that silences rules; no `names` stands for every rule.

    `line` is the one it stands on or, if it stands `above` code, the line of code below it. A pragma (``disable``)
    reaches to the next ``restore`` of the same rule. `scope` is the declaration that an attribute is for; without one
    it is for the whole file. Of a ``malformed`` one, `names` holds the word that is none.
    """

    form: Form
    names: tuple[Name, ...]
    reason: str
    span: Span
    line: int
    above: bool = False
    scope: Span | None = None


def directives(unit: Unit, source: SourceText, known: frozenset[str]) -> list[Directive]:
    """All directives of a unit, in order; `known` are the ids and names of all rules.

    Of a form that other tools share (``noqa``, pragmas), only the names that are a rule's or look like one of ours
    are taken, and a directive that has others alone is none.
    """
    found: list[Directive] = []
    for comment in unit.comments:
        text = comment.text.lstrip()
        if unit.language == "csharp" and text.startswith("#"):
            found.extend(_pragma(comment, source, known))
        elif unit.language == "csharp" and not text.startswith("/"):
            found.extend(_attributes(comment, source, known))
        else:
            found.extend(_plain(comment, unit, source, known))
    return sorted(found, key=lambda each: each.span)


def _plain(comment: Comment, unit: Unit, source: SourceText, known: frozenset[str]) -> Iterator[Directive]:
    """The directives of a comment proper.

    Only what begins a comment counts, so that prose may speak of directives. After code, where there is no room for
    prose, a directive may also follow another tool's: ``# type: ignore  # noqa: SOCK101``.
    """
    mark = "#" if unit.language == "python" else "/"
    opening = re.compile(r"(?:^|(?<=\s))#+\s*" if mark == "#" else r"(?:^|(?<=\s))(?:/{2,}|/\*+)\s*")
    starts = [match.end() for match in opening.finditer(comment.text)]
    found = [_at(comment, start, unit, known) for start in (starts[:1] if comment.own_line else starts)]
    kept = [each for each in found if each is not None]
    line, last = source.line_of(comment.span.start), source.line_of(comment.span.end)
    alone = comment.own_line and not source.data[comment.span.end : source.line_span(last).end].strip()
    for number, (form, names, start, end) in enumerate(kept):
        stop = kept[number + 1][2] if number + 1 < len(kept) else len(comment.text)
        reason = comment.text[end:stop].strip().removesuffix("*/").rstrip(f" \t{mark}").lstrip(" \t:-–—,;")
        above = alone and form in ("ignore", "malformed")
        yield Directive(
            form=form,
            names=names,
            reason=reason,
            span=_part(comment, start, end),
            line=_line_below(source, last) if above else line,
            above=above,
        )


def _at(
    comment: Comment, start: int, unit: Unit, known: frozenset[str]
) -> tuple[Form, tuple[Name, ...], int, int] | None:
    """The form and the names of the directive that begins at `start`, and where it begins and ends."""
    text = comment.text
    if match := _OURS.match(text, start):
        names = tuple(_words(comment, *match.span("names"))) if match["names"] else ()
        end = start + len(match.group().rstrip())
        if match["verb"] == "ignore":
            return ("ignore" if names else "malformed"), names, start, end
        if match["verb"] == "ignore-file":
            return ("ignore-file" if names else "malformed"), names, start, end
        return "malformed", (Name(match["verb"], _part(comment, *match.span("verb"))),), start, end
    if unit.language == "python" and (match := _NOQA.match(text, start)):
        listed: list[Name] = []
        end = match.end()
        for word in _WORD.finditer(text, match.end()) if ":" in match.group() else ():
            if not _CODE.fullmatch(word.group()) and word.group() not in known:
                break
            listed.append(Name(word.group(), _part(comment, *word.span())))
            end = word.end()
        ours = tuple(name for name in listed if _is_ours(name.text, known))
        return None if listed and not ours else ("noqa", ours, start, end)
    return None


def _line_below(source: SourceText, line: int) -> int:
    """The first line after `line` that is no comment."""
    line += 1
    while line < len(source.line_starts) and source.line(line).lstrip().startswith(("#", "//")):
        line += 1
    return line


def _pragma(comment: Comment, source: SourceText, known: frozenset[str]) -> Iterator[Directive]:
    match = _PRAGMA.match(comment.text)
    if match is None:
        return
    listed = tuple(_words(comment, *match.span("names")))
    names = tuple(name for name in listed if _is_ours(name.text, known))
    if names or not listed:
        form: Form = "disable" if match["verb"] == "disable" else "restore"
        reason = (match["reason"] or "").strip()
        yield Directive(form, names, reason, comment.span, source.line_of(comment.span.start))


def _attributes(comment: Comment, source: SourceText, known: frozenset[str]) -> Iterator[Directive]:
    for match in _ATTRIBUTE.finditer(comment.text):
        start, end = match.span("names")
        name = match["names"].partition(":")[0].strip()  # `SOCK101:zero-byte-receive`
        if name and (match["category"].lower() == "sockslint" or _is_ours(name, known)):
            justification = _JUSTIFICATION.search(match["rest"])
            yield Directive(
                form="attribute",
                names=(Name(name, _part(comment, start, end)),),
                reason=justification[1] if justification else "",
                span=comment.span,
                line=source.line_of(comment.span.start),
                scope=comment.scope,
            )


def _words(comment: Comment, start: int, end: int) -> Iterator[Name]:
    for word in _WORD.finditer(comment.text, start, end):
        yield Name(word.group(), _part(comment, *word.span()))


def _part(comment: Comment, start: int, end: int) -> Span:
    """The span of a part of a comment, given in characters of its text."""
    first = comment.span.start + len(comment.text[:start].encode("utf-8", "surrogatepass"))
    return Span(first, first + len(comment.text[start:end].encode("utf-8", "surrogatepass")))


def _is_ours(name: str, known: frozenset[str]) -> bool:
    if name in known or _OWN_CODE.fullmatch(name):
        return True
    return _CODE.fullmatch(name) is not None and any(each.startswith(name) for each in known)
