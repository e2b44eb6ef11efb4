"""Loops are found once for a whole graph: they are what searches from each block find, and do not grow dear."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sockslint.flow.graph import Graph
from sockslint.flow.liveness import live_on_entry
from sockslint.flow.model import EXIT, RAISE_EXIT, Assign, Block, Branch, Const, Event, Expr, Function, Jump
from sockslint.flow.shape import Shape
from sockslint.text import Span

NOWHERE = Span(0, 0)
SIZE = 7

targets = st.integers(-2, SIZE - 1)
exits = st.one_of(st.builds(Jump, targets), st.builds(Branch, st.just("c"), targets, targets, st.just(NOWHERE)))
graphs = st.lists(st.builds(Block, st.just(()), exits, targets), min_size=SIZE, max_size=SIZE)
some = st.frozensets(st.integers(0, SIZE - 1), max_size=3)


@given(graphs, some, some)
def test_loops_are_what_searches_find(blocks: list[Block], raising: frozenset[int], without: frozenset[int]) -> None:
    graph = Graph(blocks, raising)
    for block in range(SIZE):
        ahead = graph.reachable(block)
        assert graph.loop(block) == {each for each in ahead if block in graph.reachable(each)}
        assert graph.leading_to(block) == {each for each in range(graph.end) if block in graph.reachable(each)}
        assert graph.in_cycle(block, without=without) == (block in graph.reachable(block, without=without))
        assert graph.ahead({each: 1 << each for each in range(SIZE)})[block] == sum(
            1 << each for each in ahead | {block} if each != graph.end
        )
        assert graph.end in ahead


def comparing(count: int) -> list[Block]:
    """``while True: if n == 0: a = b ... n += 1``, with so many conditions."""
    blocks = []
    for number in range(count):
        asks = Branch(Expr("==", ("n", Const(number))), 2 * number + 1, 2 * number + 2, NOWHERE)
        sets = Assign(NOWHERE, f"a{number}", f"b{number}")
        blocks += [Block((), asks, RAISE_EXIT), Block((sets,), Jump(2 * number + 2), RAISE_EXIT)]
    moves: tuple[Event, ...] = (Assign(NOWHERE, "n", Expr("+", ("n", Const(1)))),)
    return [*blocks, Block(moves, Jump(0), RAISE_EXIT)]


def looping(count: int) -> list[Block]:
    """So many loops on end, each over a count of its own."""
    blocks = []
    for number in range(count):
        after = 2 * number + 2 if number + 1 < count else EXIT
        asks = Branch(Expr("<", (f"i{number}", Const(3))), 2 * number + 1, after, NOWHERE)
        moves = Assign(NOWHERE, f"i{number}", Expr("+", (f"i{number}", Const(1))))
        blocks += [Block((), asks, RAISE_EXIT), Block((moves,), Jump(2 * number), RAISE_EXIT)]
    return blocks


def calls_made(blocks: list[Block]) -> int:
    """How many functions run while everything is found out about a function of these blocks."""
    made = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        shape = Shape(Function(0, "f", "method", NOWHERE, blocks=tuple(blocks)), frozenset(("monotonic",)))
        assert shape.counting_heads
        assert not shape.counted
        assert shape.ends_in_time(0) is False
        assert live_on_entry(blocks)
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("made_of", [comparing, looping])
def test_work_grows_as_the_function_does(made_of: Callable[[int], list[Block]]) -> None:
    assert calls_made(made_of(400)) < 3 * calls_made(made_of(200))
