"""Which places of a function are live: some path from a block on may ask for what they hold.

The classic backward analysis, over the roots of access paths. As any event may raise, what is live in a block's handler
is live all through the block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sockslint.flow.graph import successors
from sockslint.flow.model import (
    EXIT,
    RAISE_EXIT,
    Assign,
    Block,
    Branch,
    Call,
    Dispatch,
    Event,
    Operand,
    Raise,
    Read,
    Return,
    Yield,
    places_in,
    root,
)

#: What stands for the exception that is under way, or has been caught and may be raised again.
EXCEPTION = "!"

_RAISED = frozenset((EXCEPTION,))
_AT_THE_END: dict[int, frozenset[str]] = {EXIT: frozenset(), RAISE_EXIT: _RAISED}


def live_on_entry(blocks: Sequence[Block]) -> Sequence[frozenset[str]]:
    """For each block the roots that are live where it begins, and `EXCEPTION` if that is."""
    asked_and_given = [_asked_and_given(block) for block in blocks]
    following = [successors(block) for block in blocks]
    live = {number: asked for number, (asked, _) in enumerate(asked_and_given)} | _AT_THE_END
    changed = True
    while changed:
        changed = False
        for number in range(len(blocks) - 1, -1, -1):
            asked, given = asked_and_given[number]
            after = frozenset[str]().union(*[live[each] for each in following[number]])
            raised = live[blocks[number].on_raise]
            found = asked.union(after - given, raised - _RAISED if EXCEPTION in raised else raised)
            if len(found) != len(live[number]):  # it only grows
                live[number] = found
                changed = True
    return [live[number] for number in range(len(blocks))]


def _asked_and_given(block: Block) -> tuple[frozenset[str], frozenset[str]]:
    """The roots that a block asks for before it gives them a value, and those that it gives one."""
    asked: set[str] = set()
    given: set[str] = set()
    match block.exit:
        case Branch(condition):
            asked.update(_roots(condition))
        case Dispatch():
            asked.add(EXCEPTION)
    for event in reversed(block.events):
        gives = _given_by(event)
        if gives is not None:
            given.add(gives)
            asked.discard(gives)
        asked.update(_asked_by(event))
    return frozenset(asked), frozenset(given)


def _given_by(event: Event) -> str | None:
    match event:
        case Call(result=result) | Read(result=result):
            return result
        case Assign(target=target) if root(target) == target:
            return target
        case Raise():
            return EXCEPTION
        case _:
            return None


def _asked_by(event: Event) -> Iterator[str]:
    match event:
        case Call():
            for operand in (event.receiver, event.callee, *(argument.value for argument in event.arguments)):
                yield from _roots(operand)
        case Read():
            yield root(event.place)
        case Assign():
            yield from _roots(event.value)
            if root(event.target) != event.target:
                yield root(event.target)
        case Return() | Yield():
            yield from _roots(event.value)
        case Raise():
            yield from _roots(event.value)
            if event.type is None:
                yield EXCEPTION


def _roots(operand: Operand | None) -> Iterator[str]:
    return map(root, places_in(operand))
