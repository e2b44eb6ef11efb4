"""Rewriting a program so that it means the same changes no verdict; taking its closes out makes a finding.

Each rewrite is made of every case and fixture that it applies to, and each of those is judged by itself. A verdict is
the rule, the kind and the very bytes that the finding is about, which the rewrite says where to find again.

``known_failures.toml`` names the programs for which this does not hold, each with the reason, by the rewrite. Such a
program must fail: once it passes, its entry goes. Cases that are known misses as they stand are left out.
"""

from __future__ import annotations

import functools
import tomllib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from sockslint.checks import check
from sockslint.findings import Confidence
from sockslint.program import link
from sockslint.sources.decoding import decode
from sockslint.text import SourceText, Span
from tests.judging import lower, rulebook
from tests.metamorphic import csharp, csharp_types, layout, python
from tests.metamorphic.rewriting import Files, Rewritten
from tests.test_cases import KNOWN_MISSES, cases, name_of

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
KNOWN_FAILURES: dict[str, dict[str, str]] = tomllib.loads((HERE / "known_failures.toml").read_text(encoding="utf-8"))

#: So few programs must a rewrite apply to at least, or it has stopped rewriting.
FEWEST = 10


class Verdict(NamedTuple):
    """A finding, as far as a rewrite must not change it."""

    rule: str
    kind: str
    path: str
    span: Span


class Judged(NamedTuple):
    """What a user sees by default, what low confidence hides, and how many parts of a program were not understood."""

    verdicts: frozenset[Verdict]
    hidden: frozenset[Verdict]
    problems: int


def judge(files: Files) -> Judged:
    """The verdicts on a program, in spans of its files' bytes."""
    units = [
        lower(path, decode(data, "python" if path.endswith(".py") else "csharp").source) for path, data in files.items()
    ]
    shown: set[Verdict] = set()
    hidden: set[Verdict] = set()
    for found in check(link(units, rulebook()), rulebook()).findings:
        unread = len(BOM_UTF8) if files[found.path].startswith(BOM_UTF8) else 0
        span = Span(found.span.start + unread, found.span.end + unread)
        verdict = Verdict(found.rule, found.kind, found.path, span)
        (shown if found.confidence >= Confidence.MEDIUM else hidden).add(verdict)
    return Judged(frozenset(shown), frozenset(hidden), sum(len(unit.problems) for unit in units))


class Program(NamedTuple):
    """A case or fixture, and its verdicts as it stands."""

    name: str
    files: Files
    before: Judged


@functools.cache
def programs(ending: str) -> tuple[Program, ...]:
    """The cases and fixtures of a language."""
    found = [(name_of(case), case) for case in cases() if name_of(case) not in KNOWN_MISSES]
    found += [(path.relative_to(FIXTURES).as_posix(), path) for path in sorted(FIXTURES.rglob(f"*{ending}"))]
    read = [(name, _read(path)) for name, path in found]
    return tuple(Program(name, files, judge(files)) for name, files in read if all(p.endswith(ending) for p in files))


def _read(path: Path) -> Files:
    if path.is_file():
        return {path.name: path.read_bytes()}
    files = sorted(file for file in path.rglob("*") if file.suffix in (".cs", ".py"))
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in files}


# --- laws -----------------------------------------------------------------------------------------------------------

Law: TypeAlias = Callable[[Program, Rewritten, Judged], str | None]


def same(program: Program, rewritten: Rewritten, after: Judged) -> str | None:
    """The verdicts are the same, at the same places."""
    return _difference(rewritten, moved(program, rewritten), after.verdicts)


def no_more(program: Program, rewritten: Rewritten, after: Judged) -> str | None:
    """No verdict is new. A connection left open may have been mended; a loop for ever is not, nor another rule's."""
    before = moved(program, rewritten)
    stays = frozenset(verdict for verdict in before if verdict.rule not in owing_release() or verdict.kind == "spin")
    return _difference(rewritten, stays | (before & after.verdicts), after.verdicts)


@functools.cache
def owing_release() -> frozenset[str]:
    """The rules that ask for a release, which a ``using`` or ``with`` makes."""
    obligations = ((rule.id, rule.header.obligation) for rule in rulebook().rules)
    return frozenset(id_ for id_, obligation in obligations if obligation is not None and obligation.owes == "release")


def found(program: Program, rewritten: Rewritten, after: Judged) -> str | None:
    """What was sound is so no more, if perhaps at low confidence; of programs that never receive nothing is asked."""
    receives = program.name.startswith("SOCK101/") or "/client_" in program.name
    if program.before.verdicts or not receives or _leaks(after.verdicts):
        return None
    return None if _leaks(after.hidden) > _leaks(program.before.hidden) else "no finding"


def _leaks(verdicts: frozenset[Verdict]) -> int:
    return sum(verdict.rule == "SOCK101" for verdict in verdicts)


def moved(program: Program, rewritten: Rewritten) -> frozenset[Verdict]:
    """The verdicts on a program, where they should be now."""
    return frozenset(
        Verdict(verdict.rule, verdict.kind, *rewritten.moved(verdict.path, verdict.span))
        for verdict in program.before.verdicts
    )


def _difference(rewritten: Rewritten, expected: frozenset[Verdict], after: frozenset[Verdict]) -> str | None:
    def shown(verdict: Verdict) -> str:
        text = rewritten.files[verdict.path][verdict.span.start : verdict.span.end].decode()
        return f"{verdict.rule} ({verdict.kind}) at {text!r} in {verdict.path}"

    parts = [f"lost {shown(v)}" for v in expected - after] + [f"new {shown(v)}" for v in after - expected]
    return "; ".join(sorted(parts)) or None


# --- rewrites -------------------------------------------------------------------------------------------------------


class Rewrite(NamedTuple):
    """A rewrite of the programs of one language, and what must hold of it."""

    ending: str
    make: Callable[[Files], Rewritten]
    law: Law

    @property
    def name(self) -> str:
        """What the table of known failures calls it."""
        return f"{'python' if self.ending == '.py' else 'csharp'}.{self.make.__name__}"


REWRITES = [
    *(Rewrite(ending, make, same) for ending in (".cs", ".py") for make in (layout.crlf, layout.tabs, layout.mark)),
    Rewrite(".cs", csharp.rename_locals, same),
    Rewrite(".cs", csharp.alias_types, same),
    Rewrite(".cs", csharp.qualify_types, same),
    Rewrite(".cs", csharp.foreign_comments, same),
    Rewrite(".cs", csharp.swap_branches, same),
    Rewrite(".cs", csharp.extract_closes, same),
    Rewrite(".cs", csharp.extract_closes_to_files, same),
    Rewrite(".cs", csharp_types.split_into_parts, same),
    Rewrite(".cs", csharp_types.split_into_files, same),
    Rewrite(".cs", csharp.add_using, no_more),
    Rewrite(".cs", csharp.remove_closes, found),
    Rewrite(".py", python.rename_locals, same),
    Rewrite(".py", python.alias_imports, same),
    Rewrite(".py", python.foreign_comments, same),
    Rewrite(".py", python.swap_branches, same),
    Rewrite(".py", python.extract_closes, same),
    Rewrite(".py", python.extract_closes_to_files, same),
    Rewrite(".py", python.split_into_files, same),
    Rewrite(".py", python.add_with, no_more),
    Rewrite(".py", python.remove_closes, found),
]


def failures(rewrite: Rewrite) -> Iterator[tuple[str, str | None]]:
    """The programs that a rewrite applies to, each with what is wrong with its verdicts afterwards, if anything is."""
    for program in programs(rewrite.ending):
        rewritten = rewrite.make(program.files)
        if rewritten.files != program.files:
            after = judge(rewritten.files)
            assert after.problems == program.before.problems, f"{program.name}: the rewrite is no program"
            yield program.name, rewrite.law(program, rewritten, after)


@pytest.mark.parametrize("rewrite", REWRITES, ids=lambda rewrite: rewrite.name)
def test_rewrite(rewrite: Rewrite) -> None:
    outcome = dict(failures(rewrite))
    failed = {name: fault for name, fault in outcome.items() if fault is not None}
    known = KNOWN_FAILURES.get(rewrite.name, {})
    assert len(outcome) >= FEWEST
    assert not failed.keys() - known.keys(), "\n".join(f"{n}: {f}" for n, f in failed.items() if n not in known)
    assert not known.keys() - failed.keys(), "these hold now: take their entries out"


def test_columns_beside_foreign_signs() -> None:
    for program in programs(".cs"):
        rewritten = csharp.foreign_comments(program.files)
        for _, _, path, span in moved(program, rewritten):
            source = SourceText(rewritten.files[path].decode())
            line, column, end_line, end_column = source.region(span)
            wide_column, wide_end = source.region(span, "utf16")[1::2]
            if line == end_line:
                text = source.line(line)
                assert text[column - 1 : end_column - 1] == source.slice(span)
                wide = text.encode("utf-16-le")[2 * (wide_column - 1) : 2 * (wide_end - 1)]
                assert wide.decode("utf-16-le") == source.slice(span)


def test_known_failures_are_of_rewrites() -> None:
    assert KNOWN_FAILURES.keys() <= {rewrite.name for rewrite in REWRITES}
