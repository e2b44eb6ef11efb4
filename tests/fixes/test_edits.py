"""Edits: what they make of a text, and where they move the places in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sockslint.findings import Edit
from sockslint.fixes.edits import Shift, applied, overlap
from sockslint.text import SourceText, Span

TEXTS = st.text(st.sampled_from("ab\né\U0001f600"), max_size=30)


@st.composite
def edited(draw: st.DrawFn) -> tuple[SourceText, list[Edit]]:
    """A text, and edits of it at the borders of its characters, none overlapping another."""
    text = draw(TEXTS)
    borders = [len(text[:n].encode()) for n in range(len(text) + 1)]
    cuts = sorted(draw(st.lists(st.sampled_from(borders), max_size=6)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return SourceText(text), [Edit(span, draw(TEXTS)) for span in spans]


@given(edited())
def test_what_no_edit_touches_stays_and_is_found_again(given_: tuple[SourceText, list[Edit]]) -> None:
    source, edits = given_
    after = SourceText(applied(source, edits))
    shift = Shift(edits)
    borders = [len(source.text[:n].encode()) for n in range(len(source.text) + 1)]
    for start in borders:
        for end in borders:
            span = Span(start, end)
            if start < end and not any((e.span.start < end and start < e.span.end) or start < e.span.start < end
                                       for e in edits):  # fmt: skip
                assert after.slice(shift.span(span)) == source.slice(span)


@given(edited())
def test_lengths_add_up(given_: tuple[SourceText, list[Edit]]) -> None:
    source, edits = given_
    grown = sum(len(edit.text.encode()) - (edit.span.end - edit.span.start) for edit in edits)
    assert len(applied(source, edits).encode()) == len(source.data) + grown


def test_a_span_grows_with_what_is_put_in_it_but_not_at_its_ends() -> None:
    shift = Shift([Edit(Span(3, 3), "++"), Edit(Span(5, 6), "###"), Edit(Span(8, 8), "+")])
    assert shift.span(Span(3, 8)) == Span(5, 12)


def test_edits_of_one_stretch_are_in_the_way_of_others_in_it() -> None:
    outer = [Edit(Span(1, 1), "{"), Edit(Span(9, 9), "}")]
    assert overlap(outer, [Edit(Span(4, 5), "x")])
    assert overlap(outer, [Edit(Span(9, 10), "x")])
    assert not overlap(outer, [Edit(Span(10, 11), "x")])
    assert not overlap(outer, [])
