"""What is live where a block begins is what some path from there asks for before it is given another value."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sockslint.flow.liveness import EXCEPTION, live_on_entry
from sockslint.flow.model import (
    EXIT,
    RAISE_EXIT,
    Assign,
    Block,
    Branch,
    Const,
    Dispatch,
    Event,
    Exit,
    Jump,
    Operand,
    Raise,
    Return,
)
from sockslint.text import Span

NOWHERE = Span(0, 0)
PLACES = ("a", "b", "a.x")
SIZE = 4

operands = st.sampled_from([*PLACES, Const(1)])
events = st.one_of(
    st.builds(Assign, st.just(NOWHERE), st.sampled_from(PLACES), operands),
    st.builds(Return, st.just(NOWHERE), operands),
    st.builds(Raise, st.just(NOWHERE), st.sampled_from(["E", None])),
)
targets = st.integers(-2, SIZE - 1)
exits = st.one_of(
    st.builds(Jump, targets),
    st.builds(Branch, operands, targets, targets, st.just(NOWHERE)),
    st.builds(Dispatch, st.just(()), targets),
)
graphs = st.lists(
    st.builds(Block, st.lists(events, max_size=2).map(tuple), exits, st.integers(-2, SIZE - 1)),
    min_size=SIZE,
    max_size=SIZE,
)


def asked(operand: Operand | None, name: str) -> bool:
    return isinstance(operand, str) and operand.partition(".")[0] == name


def asks(event: Event, name: str) -> bool:
    match event:
        case Assign(_, target, value):
            return asked(value, name) or (target != name and asked(target, name))
        case Return(_, value):
            return asked(value, name)
        case Raise(_, type_, _):
            return name == EXCEPTION and type_ is None
    raise AssertionError(event)


def gives(event: Event, name: str) -> bool:
    match event:
        case Assign(_, target, _):
            return target == name
        case Raise():
            return name == EXCEPTION
    return False


def is_asked_for(blocks: list[Block], start: int, name: str) -> bool:
    """By walking every path: whether one asks for the name before it is given a value."""
    pending, seen = [start], set()
    while pending:
        number = pending.pop()
        if number == RAISE_EXIT and name == EXCEPTION:
            return True
        if number in (EXIT, RAISE_EXIT) or number in seen:
            continue
        seen.add(number)
        block = blocks[number]
        if name != EXCEPTION:  # where an event raises, there is another exception
            pending.append(block.on_raise)
        for event in block.events:
            if asks(event, name):
                return True
            if gives(event, name):
                break
        else:
            if ends_asking(block.exit, name):
                return True
            pending.extend(following(block.exit))
    return False


def ends_asking(exit_: Exit, name: str) -> bool:
    if isinstance(exit_, Dispatch):
        return name == EXCEPTION
    return isinstance(exit_, Branch) and asked(exit_.condition, name)


def following(exit_: Exit) -> tuple[int, ...]:
    match exit_:
        case Jump(target):
            return (target,)
        case Branch(_, then, otherwise, _):
            return (then, otherwise)
        case Dispatch(_, otherwise):
            return (otherwise,)


@given(graphs)
def test_as_by_walking_every_path(blocks: list[Block]) -> None:
    live = live_on_entry(blocks)
    for number in range(SIZE):
        for name in ("a", "b", EXCEPTION):
            assert (name in live.roots(number)) == is_asked_for(blocks, number, name), (number, name)
