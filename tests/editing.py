"""Programs that nobody wrote, made from the test cases by edits of their syntax trees, so that most of them parse.

A statement, an expression, a parameter or a member is dropped, repeated, swapped with another of its kind, or takes the
place of one of its kind in another program.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import tree_sitter
import tree_sitter_c_sharp
from hypothesis import strategies as st

from sockslint.flow.model import Language

CASES = Path(__file__).parent / "cases"
SUFFIXES: dict[Language, str] = {"csharp": ".cs", "python": ".py"}


class Part(NamedTuple):
    """A node of a tree that may be edited: the kind of place that it fits in, and its range of bytes."""

    kind: str
    start: int
    end: int


class Program(NamedTuple):
    """A source text and the parts of it that may be edited, by kind."""

    text: bytes
    parts: dict[str, list[Part]]


@functools.cache
def seeds(language: Language) -> list[Program]:
    """The test cases of a language that parse."""
    parts = {"csharp": _csharp_parts, "python": _python_parts}[language]
    found = []
    for path in sorted(CASES.rglob(f"*{SUFFIXES[language]}")):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        by_kind: dict[str, list[Part]] = {}
        for part in parts(text):
            by_kind.setdefault(part.kind, []).append(part)
        if by_kind:
            found.append(Program(text, by_kind))
    return found


def _csharp_parts(text: bytes) -> Iterator[Part]:
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_c_sharp.language()))
    waiting = [parser.parse(text).root_node]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        name = node.type
        for suffix in ("_statement", "_expression", "_declaration", "_clause"):
            if node.is_named and name.endswith(suffix):
                yield Part(suffix, node.start_byte, node.end_byte)
        if node.is_named and name in ("argument", "parameter", "identifier", "integer_literal", "switch_section"):
            yield Part(name, node.start_byte, node.end_byte)


def _python_parts(text: bytes) -> Iterator[Part]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return
    lines = [0]
    for line in text.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    for node in ast.walk(tree):
        end_line, end_column = getattr(node, "end_lineno", None), getattr(node, "end_col_offset", None)
        if not isinstance(node, ast.stmt | ast.expr | ast.arg) or end_line is None or end_column is None:
            continue
        start = lines[node.lineno - 1] + node.col_offset
        kind = "expr" if isinstance(node, ast.expr) else "arg" if isinstance(node, ast.arg) else "stmt"
        if kind == "expr" and isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
            kind = "target"
        yield Part(kind, start, lines[end_line - 1] + end_column)


# --- edits --------------------------------------------------------------------------------------------------------


def _indented(text: bytes, part: Part, within: bytes, at: int) -> bytes:
    """The text of a statement for another place: its further lines begin as far in as that place is."""
    mine, theirs = _column(text, part.start), _column(within, at)
    first, *rest = text[part.start : part.end].split(b"\n")
    own, other = b" " * mine, b" " * theirs
    return b"\n".join([first, *(other + line.removeprefix(own) if line.strip() else line for line in rest)])


def _column(text: bytes, at: int) -> int:
    return at - (text.rfind(b"\n", 0, at) + 1)


def _nothing(part: Part) -> bytes:
    return {"stmt": b"pass", "expr": b"None", "arg": b"unused", "target": b"_", "_statement": b";"}.get(part.kind, b"")


def _between(part: Part, text: bytes) -> bytes:
    """What stands between a part and its repetition."""
    if part.kind == "stmt":
        return b"\n" + b" " * _column(text, part.start)
    return {"expr": b" and ", "arg": b"_1, ", "target": b" = ", "_expression": b" + ", "argument": b", "}.get(
        part.kind, b"\n"
    )


@st.composite
def edited(draw: st.DrawFn, language: Language, most: int = 4) -> bytes:
    """A test case after up to `most` edits of its tree."""
    programs = seeds(language)
    program = draw(st.sampled_from(programs))
    donor = draw(st.sampled_from(programs))
    changes: list[tuple[int, int, bytes]] = []
    for _ in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(sorted(program.parts)))
        part = draw(st.sampled_from(program.parts[kind]))
        source = program.text[part.start : part.end]
        match draw(st.sampled_from(["drop", "repeat", "swap", "transplant", "transplant"])):
            case "drop":
                changes.append((part.start, part.end, _nothing(part)))
            case "repeat":
                changes.append((part.start, part.end, source + _between(part, program.text) + source))
            case "swap":
                other = draw(st.sampled_from(program.parts[kind]))
                changes.append((part.start, part.end, _indented(program.text, other, program.text, part.start)))
                changes.append((other.start, other.end, _indented(program.text, part, program.text, other.start)))
            case "transplant":
                if kind in donor.parts:
                    graft = draw(st.sampled_from(donor.parts[kind]))
                    changes.append((part.start, part.end, _indented(donor.text, graft, program.text, part.start)))
    return _applied(program.text, changes)


def _applied(text: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The text with its changes made from the end on; of those that overlap the later one in the text counts."""
    upto = len(text)
    for start, end, new in sorted(changes, reverse=True):
        if end <= upto:
            text, upto = text[:start] + new + text[end:], start
    return text


def parses(text: bytes, language: Language) -> bool:
    """Whether a text is syntactically valid."""
    check: Callable[[bytes], bool] = {"csharp": _csharp_parses, "python": _python_parses}[language]
    return check(text)


def _csharp_parses(text: bytes) -> bool:
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_c_sharp.language()))
    return not parser.parse(text).root_node.has_error


def _python_parses(text: bytes) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True
