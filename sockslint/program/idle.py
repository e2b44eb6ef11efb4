"""Branches whose way is of no matter: both come to the same block, and what stands on them does nothing to any
connection. ``log?.Invoke(message)`` is one, and ``if verbose: print(line)``.

A path need not remember which way it took there, so paths that differ in no more than that are one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sockslint.flow.model import EXIT, RAISE_EXIT, Block, Branch, Event, Jump

#: How many blocks a way is followed for the one where both meet.
_MAX_WAY = 12


def idle_branches(blocks: Sequence[Block], does_nothing: Callable[[Event], bool]) -> frozenset[int]:
    """The blocks whose branch is idle, given which events do nothing. One may stand on the way of another."""
    meets: dict[int, int] = {}
    branches = [number for number, block in enumerate(blocks) if isinstance(block.exit, Branch)]
    quiet = [all(map(does_nothing, block.events)) for block in blocks]
    found = -1
    while found != len(meets):
        found = len(meets)
        for number in branches:
            if number not in meets:
                met = _meeting(blocks, quiet, meets, number)
                if met is not None:
                    meets[number] = met
    return frozenset(meets)


def _meeting(blocks: Sequence[Block], quiet: Sequence[bool], meets: Mapping[int, int], number: int) -> int | None:
    """Where the two ways from a branch first meet; None if something is done before."""
    branch = blocks[number].exit
    assert isinstance(branch, Branch)
    then = _way(blocks, quiet, meets, branch.then)
    otherwise = set(_way(blocks, quiet, meets, branch.otherwise))
    return next((block for block in then if block in otherwise), None)


def _way(blocks: Sequence[Block], quiet: Sequence[bool], meets: Mapping[int, int], start: int) -> list[int]:
    """The blocks that a path from a block on comes to, up to the first that does something or leads apart."""
    way = [start]
    while len(way) < _MAX_WAY and way[-1] not in (EXIT, RAISE_EXIT) and quiet[way[-1]]:
        match blocks[way[-1]].exit:
            case Jump(target):
                following = target
            case Branch() if way[-1] in meets:
                following = meets[way[-1]]
            case _:
                break
        if following in way:
            break
        way.append(following)
    return way
