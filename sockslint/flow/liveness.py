"""Which places of a function are live: some path from a block on may ask for what they hold.

The classic backward analysis, over the roots of access paths. As any event may raise, what is live in a block's handler
is live all through the block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from sockslint.flow.graph import components, successors
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
    operands_of,
    places_in,
    root,
)

#: What stands for the exception that is under way, or has been caught and may be raised again.
EXCEPTION = "!"

_RAISED = 1
_AT_THE_END = {EXIT: 0, RAISE_EXIT: _RAISED}


class Live(NamedTuple):
    """What is live where each block of a function begins, as a set of bits, and the bit of each root and of
    `EXCEPTION`. In a long function thousands of roots may be live in each of thousands of blocks."""

    on_entry: Sequence[int]
    bits: Mapping[str, int]

    def roots(self, block: int) -> frozenset[str]:
        """The roots that are live where a block begins, and `EXCEPTION` if that is."""
        return frozenset(name for name, bit in self.bits.items() if self.on_entry[block] & bit)


def live_on_entry(blocks: Sequence[Block]) -> Live:
    """The roots that are live where each block begins."""
    bits = {EXCEPTION: _RAISED}
    asked_and_given = [_asked_and_given(block, bits) for block in blocks]
    following = {number: (*successors(block), block.on_raise) for number, block in enumerate(blocks)}
    live = {number: asked for number, (asked, _) in enumerate(asked_and_given)} | _AT_THE_END
    for component in components(following | dict.fromkeys(_AT_THE_END, ())):
        changed = True
        while changed:
            changed = False
            for number in component:
                if number in _AT_THE_END:
                    continue
                asked, given = asked_and_given[number]
                *onward, handler = following[number]
                found = asked | live[handler] & ~_RAISED
                for after in onward:
                    found |= live[after] & ~given
                if found != live[number]:
                    live[number] = found
                    changed = len(component) > 1
    return Live([live[number] for number in range(len(blocks))], bits)


def _asked_and_given(block: Block, bits: dict[str, int]) -> tuple[int, int]:
    """The roots that a block asks for before it gives them a value, and those that it gives one, by their `bits`, to
    which new ones are added."""
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
    return _set_of(asked, bits), _set_of(given, bits)


def _set_of(roots: Set[str], bits: dict[str, int]) -> int:
    found = 0
    for each in roots:
        found |= bits.setdefault(each, 1 << len(bits))
    return found


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
    for operand in operands_of(event):
        yield from _roots(operand)
    match event:
        case Assign(target=target) if root(target) != target:
            yield root(target)
        case Raise(type=None):
            yield EXCEPTION


def _roots(operand: Operand) -> Iterator[str]:
    return map(root, places_in(operand))
