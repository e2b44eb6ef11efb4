"""What is asked about one function by itself, whatever it is called by: its loops, its answers, where it may fail on
too few elements. Each is found out once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from sockslint.flow.graph import Graph, loops, successors
from sockslint.flow.loops import counted_branches, counters_of, counting_heads, timed_branches
from sockslint.flow.model import (
    EXIT,
    RAISE_EXIT,
    Assign,
    Block,
    Branch,
    Call,
    Const,
    Event,
    Expr,
    Function,
    Operand,
    Raise,
    Read,
    Return,
    Yield,
    is_free,
    may_be_member,
)


class Shape:
    """The shape of a function; `clocks` are names of members that tell the time, `raising` the blocks that control
    leaves by an exception only, `moved` gives the members that its calls add a constant to, with the blocks of those.
    """

    def __init__(
        self,
        function: Function,
        clocks: Set[str],
        raising: Set[int] = frozenset(),
        moved: Callable[[], Mapping[str, frozenset[int]]] = dict,
    ) -> None:
        self._function = function
        self._clocks = clocks
        self._raising = raising
        self._moved = moved

    @cached_property
    def graph(self) -> Graph:
        """The graph of the function's normal edges."""
        return Graph(self._function.blocks, self._raising)

    @cached_property
    def answers(self) -> frozenset[Const]:
        """The constants by which the function answers one thing or another; none if it always returns the same."""
        events = self._events
        values = {event.value for event in events if isinstance(event, Return) and event.value is not None}
        values |= {event.value for event in events if isinstance(event, Assign) and event.target in values}
        return frozenset(value for value in values if isinstance(value, Const)) if len(values) > 1 else frozenset()

    @cached_property
    def answers_by_objects(self) -> bool:
        """Whether the function answers one thing or another by objects that are made of a constant (``return new
        Result(Status.Closed)``)."""
        returned = {event.value for event in self._events if isinstance(event, Return) and event.value is not None}
        returned |= {event.value for event in self._events if isinstance(event, Assign) and event.target in returned}
        free = {event.result for event in self._events if isinstance(event, Read) and is_free(event.place)}
        return len(returned) > 1 and any(
            event.result in returned
            and not event.name.endswith("[]")
            and (event.form == "new" or is_free(event.callee or ""))
            and any(isinstance(argument.value, Const) or argument.value in free for argument in event.arguments)
            for event in self._events
            if isinstance(event, Call)
        )

    @cached_property
    def given_up(self) -> frozenset[str]:
        """The members, and what may be one, that the function sets to null somewhere."""
        return frozenset(
            event.target
            for event in self._events
            if isinstance(event, Assign) and event.value == Const(None) and may_be_member(event.target)
        )

    @cached_property
    def scopes(self) -> frozenset[str]:
        """What is entered and left by ``with`` and ``using``."""
        return frozenset(
            event.receiver
            for event in self._events
            if isinstance(event, Call) and event.form == "scope" and isinstance(event.receiver, str)
        )

    @cached_property
    def raised(self) -> frozenset[Operand]:
        """What the function raises."""
        return frozenset(event.value for event in self._events if isinstance(event, Raise) and event.value is not None)

    @cached_property
    def begun(self) -> Mapping[str, Call]:
        """The calls that are neither awaited nor thrown away, by their results (tasks, maybe)."""
        calls = (event for event in self._events if isinstance(event, Call))
        return {call.result: call for call in calls if not call.awaited and not call.discarded}

    @cached_property
    def indexed(self) -> frozenset[tuple[int, int]]:
        """The blocks and events that ask for an element, or unpack; of a block's exit the event is -1."""
        return frozenset(_indexed(self._function.blocks))

    @cached_property
    def counting_heads(self) -> frozenset[int]:
        """The heads of loops that end by themselves (`loops`)."""
        return counting_heads(self.graph, self._all_counters) if self._all_counters else frozenset()

    @cached_property
    def ending_heads(self) -> frozenset[int]:
        """The heads of loops that end by themselves: over a collection, and those that count."""
        return self.counting_heads.union(
            number
            for number, block in enumerate(self._function.blocks)
            if isinstance(block.exit, Branch)
            and isinstance(block.exit.condition, Expr)
            and block.exit.condition.op == "iterates"
        )

    def takes_turns(self, block: int) -> bool:
        """Whether a block lies below the head of a loop that ends by itself, and comes round only by that."""
        around = self.loop(block)
        return any(
            not around.issuperset(successors(self._function.blocks[head]))
            and not self.graph.in_cycle(block, without=frozenset((head,)))
            for head in self.ending_heads & (around - {block})
        )

    def loop(self, block: int) -> frozenset[int]:
        """The blocks that a block is in a loop with: control may come from it to them, and back."""
        return self._loops.get(block, frozenset())

    def counts(self, branches: Iterable[int], block: int, taken: Set[int]) -> bool:
        """Whether a path that comes to a block by some branches can do so only so often: one asks for a count that has
        to be moved on the way (`loops`). The path goes through no other blocks than those `taken`."""
        if self.counted.keys().isdisjoint(branches):
            return False
        reachable, elsewhere = self.graph.reachable, frozenset(range(len(self._function.blocks))) - taken
        return any(
            block not in reachable(branch, without=kept) or branch not in reachable(block, without=kept)
            for branch in branches
            if branch in self.counted
            for kept in (self.counted[branch] | elsewhere,)
        )

    def ends_in_time(self, block: int) -> bool:
        """Whether a block lies in a loop that is left when it is time (`loops`)."""
        around = self.loop(block)
        blocks = self._function.blocks
        return any(not around.issuperset(successors(blocks[branch])) for branch in self._timed & around)

    def ends_by_count(self, block: int) -> bool:
        """Whether a block lies in a loop whose every turn moves a counter, and asks whether to leave it by that."""
        around, reachable = self.loop(block), self.graph.reachable
        return any(
            not around.issuperset(successors(self._function.blocks[branch]))
            and block not in reachable(block, without=moved)
            and block not in reachable(block, without=frozenset((branch,)))
            for branch, moved in self.counted.items()
            if branch in around
        )

    @cached_property
    def _events(self) -> Sequence[Event]:
        return [event for block in self._function.blocks for event in block.events]

    @cached_property
    def _loops(self) -> Mapping[int, frozenset[int]]:
        following = {number: set(successors(each)) for number, each in enumerate(self._function.blocks)}
        following |= {EXIT: set(), RAISE_EXIT: set()}
        return loops(following)

    @cached_property
    def counted(self) -> Mapping[int, frozenset[int]]:
        """The branches that ask for a count, each with the blocks that move it (`loops`)."""
        return counted_branches(self.graph, self._all_counters, self.counting_heads) if self._all_counters else {}

    @cached_property
    def counters(self) -> Mapping[str, frozenset[int]]:
        """The places that the function itself adds a constant to, with the blocks that do (`loops`)."""
        return counters_of(self._function)

    @cached_property
    def _all_counters(self) -> Mapping[str, frozenset[int]]:
        own, called = self.counters, self._moved()
        return {place: own.get(place, frozenset()) | called.get(place, frozenset()) for place in {**own, **called}}

    @cached_property
    def _timed(self) -> frozenset[int]:
        return timed_branches(self._function, self._clocks)


def _indexed(blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    for number, block in enumerate(blocks):
        if isinstance(block.exit, Branch) and _indexes(block.exit.condition):
            yield number, -1
        for at, event in enumerate(block.events):
            match event:
                case Assign(_, _, value) | Return(_, value) | Yield(_, value) if value is not None and _indexes(value):
                    yield number, at
                case Call() if any(map(_indexes, (event.receiver, *(each.value for each in event.arguments)))):
                    yield number, at


def _indexes(operand: Operand | None) -> bool:
    if not isinstance(operand, Expr):
        return isinstance(operand, str) and ".[]" in operand
    asks = operand.op.startswith("item:") or (operand.op == "element" and len(operand.operands) == 2)
    return asks or any(map(_indexes, operand.operands))
