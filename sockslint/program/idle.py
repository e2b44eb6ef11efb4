"""Branches whose way is of no matter: both come to the same block, and what stands on them does nothing to any
connection. ``log?.Invoke(message)`` is one, and ``if verbose: print(line)``.

A path need not remember which way it took there, so paths that differ in no more than that are one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sockslint.flow.model import (
    EXIT,
    RAISE_EXIT,
    Block,
    Branch,
    Call,
    Closure,
    Event,
    Expr,
    Jump,
    Operand,
    Read,
    is_temporary,
)
from sockslint.program.conditions import Conditions
from sockslint.program.effects import Effects
from sockslint.program.index import Method
from sockslint.program.words import says
from sockslint.rulebook.model import Member

#: How many blocks a way is followed for the one where both meet.
_MAX_WAY = 12


class Idle:
    """The idle branches of all functions of a program."""

    def __init__(self, effects: Effects, conditions: Conditions) -> None:
        self.program = effects.program
        self.effects = effects
        self.conditions = conditions
        self._branches: dict[int, frozenset[int]] = {}
        self._weighed: dict[int, dict[str, int]] = {}

    def branches(self, method: Method) -> frozenset[int]:
        """The blocks of a function whose branch is idle."""
        found = self._branches.get(method.id)
        if found is None:

            def does_nothing(event: Event) -> bool:
                return self._does_nothing(method, event)

            found = self._branches[method.id] = idle_branches(method.function.blocks, does_nothing)
        return found

    def weighed(self, nest: int) -> Mapping[str, int]:
        """The nodes that conditions of a function nest test whose branches are not idle, and how often."""
        found = self._weighed.get(nest)
        if found is None:
            found = self._weighed[nest] = self.conditions.count(
                (method, block.exit.condition)
                for method in self.program.index.nests[nest]
                for number, block in enumerate(method.function.blocks)
                if isinstance(block.exit, Branch) and number not in self.branches(method)
            )
        return found

    def _does_nothing(self, method: Method, event: Event) -> bool:
        """Whether an event is of no matter to any connection, whoever asks."""
        match event:
            case Read():
                affected = self.program.getters(method, event.place)
                return not self.effects.rows_of(method, event) and not any(map(self.effects.roles, affected))
            case Call():
                resolution = self.program.resolve(method, event)
                apis = self.program.apis
                return not (
                    any(_does_something(row.member) for row in resolution.rows)
                    or any(self.effects.roles(target.function) for target in resolution.targets)
                    or any(says(event.name, words) for words in (apis.handing, apis.ending, apis.posting))
                    or any(argument.mode for argument in event.arguments)
                    or any(self._is_of_matter(method, argument.value) for argument in event.arguments)
                )
            case _:
                return False

    def _is_of_matter(self, method: Method, operand: Operand) -> bool:
        """Whether an operand may be a connection, or a function."""
        match operand:
            case str():
                if self.program.kind(self.program.node(method, operand)) != "other":
                    return True
                return not is_temporary(operand) and bool(self.program.functions_named(method, operand))
            case Expr(_, operands):
                return any(self._is_of_matter(method, part) for part in operands)
            case Closure():
                return True
            case _:
                return False


def _does_something(member: Member) -> bool:
    """Whether a use of a member of the platform's may be of matter to a connection."""
    settles = member.role is not None or member.keeps is not None or member.never_returns
    return settles or member.makes is not None or member.callback is not None or member.raises_on_empty is not None


def idle_branches(blocks: Sequence[Block], does_nothing: Callable[[Event], bool]) -> frozenset[int]:
    """The blocks whose branch is idle, given which events do nothing. One may stand on the way of another."""
    meets: dict[int, int] = {}
    branches = [number for number, block in enumerate(blocks) if isinstance(block.exit, Branch)]
    quiet = [all(map(does_nothing, block.events)) for block in blocks]
    found = -1
    while found != len(meets):
        found = len(meets)
        for number in reversed(branches):  # of a chain the last ones meet first
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
