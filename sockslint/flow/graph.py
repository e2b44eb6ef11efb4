"""Questions about the shape of a control-flow graph: what reaches what, post-dominators, regions, loops;
and the components of any graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property

from sockslint.flow.model import EXIT, RAISE_EXIT, Block, Branch, Dispatch, Jump


def successors(block: Block) -> tuple[int, ...]:
    """Where control goes after a block, exceptions aside."""
    match block.exit:
        case Jump(target):
            return (target,)
        case Branch(_, then, otherwise, _):
            return (then, otherwise)
        case Dispatch(catches, otherwise):
            return (*(catch.target for catch in catches), otherwise)


class Graph:
    """The normal edges of a function's graph; its two ways out count as one last block.

    `raising` are blocks that control leaves by an exception only: what they call never returns.
    """

    def __init__(self, blocks: Sequence[Block], raising: Set[int] = frozenset()) -> None:
        self.blocks = blocks
        self.raising = raising
        self.end = len(blocks)
        self.following: list[tuple[int, ...]] = []
        for number, block in enumerate(blocks):
            onward = (block.on_raise,) if number in raising else successors(block)
            targets = (self.end if target in (EXIT, RAISE_EXIT) else target for target in onward)
            self.following.append(tuple(dict.fromkeys(targets)))
        self.following.append(())
        self._loops_without: dict[tuple[int, frozenset[int]], Mapping[int, frozenset[int]]] = {}
        self._let_endless_loops_end()

    def _let_endless_loops_end(self) -> None:
        """Give each loop that nothing leaves an edge to the end, so that post-dominators exist. Those come first from
        which most is come to: what leads to a loop that ends does so, too."""
        preceding = self._preceding()
        ending = _searched(preceding, [self.end], set())
        endless = [block for block in range(self.end) if block not in ending]
        if not endless:
            return
        ahead = self.ahead({block: 1 << block for block in endless})
        size = {block: ahead[block].bit_count() - (not self.loop(block)) for block in endless}
        for block in sorted(endless, key=lambda block: (-size[block], block)):
            if block not in ending:
                head = (ahead[block] & -ahead[block]).bit_length() - 1
                self.following[head] = (*self.following[head], self.end)
                _searched(preceding, [head], ending)

    def _preceding(self) -> list[list[int]]:
        """For each block those that control comes to it from."""
        preceding: list[list[int]] = [[] for _ in self.following]
        for block, targets in enumerate(self.following):
            for target in targets:
                preceding[target].append(block)
        return preceding

    def reachable(self, start: int, *, without: frozenset[int] = frozenset()) -> frozenset[int]:
        """The blocks that control may come to from the end of `start`, not passing through any of `without`."""
        seen: set[int] = set()
        pending = [target for target in self.following[start] if target not in without]
        while pending:
            block = pending.pop()
            if block not in seen:
                seen.add(block)
                pending.extend(target for target in self.following[block] if target not in without)
        return frozenset(seen)

    def leading_to(self, block: int) -> frozenset[int]:
        """The blocks from whose end control may come to a block; itself if it is in a loop."""
        preceding = self._preceding()
        return frozenset(_searched(preceding, list(preceding[block]), set()))

    def region(self, branch: int, successor: int) -> frozenset[int]:
        """The blocks that only this way out of a branch leads to, up to where both ways meet again, or the branch is
        come to again."""
        meeting = self.immediate_post_dominator.get(branch, self.end)
        start = self.end if successor in (EXIT, RAISE_EXIT) else successor
        bounds = frozenset((meeting, branch, self.end))
        if start in bounds:
            return frozenset()
        return frozenset((start, *self.reachable(start, without=bounds)))

    def loop(self, block: int) -> frozenset[int]:
        """The blocks that a block is in a loop with, itself too: control may come from it to them, and back."""
        return self._loops.get(block, frozenset())

    def in_cycle(self, block: int, *, without: frozenset[int] = frozenset()) -> bool:
        """Whether control may come back to a block, not passing through any of `without`."""
        around = self.loop(block)
        if without.isdisjoint(around):
            return bool(around)
        key = min(around), without
        found = self._loops_without.get(key)
        if found is None:  # many ask of one loop what is left of it without the same few blocks
            left = around - without
            found = self._loops_without[key] = loops({n: left.intersection(self.following[n]) for n in left})
        return block in found

    @cached_property
    def _loops(self) -> Mapping[int, frozenset[int]]:
        return loops(dict(enumerate(self.following)))

    def ahead(self, own: Mapping[int, int], *, handlers: bool = False) -> Sequence[int]:
        """For each block what it and all that control may come to from it have, by an exception too if `handlers`
        count; what they have of their `own` are sets of bits."""
        following = dict(enumerate(self.following))
        if handlers:
            caught = {number: block.on_raise for number, block in enumerate(self.blocks) if block.on_raise >= 0}
            following |= {number: (*following[number], handler) for number, handler in caught.items()}
        found: dict[int, int] = {}
        for component in components(following):
            bits = 0
            for block in component:
                bits |= own.get(block, 0)
                for target in following[block]:
                    bits |= found.get(target, 0)
            found.update(dict.fromkeys(component, bits))
        return [found[block] for block in range(len(following))]

    @cached_property
    def immediate_post_dominator(self) -> dict[int, int]:
        """For each block that can leave the function, the nearest block that every way out passes.

        The iterative algorithm of Cooper, Harvey and Kennedy on the reversed graph.
        """
        preceding = self._preceding()
        order: list[int] = []
        seen = {self.end}
        work = [(self.end, iter(preceding[self.end]))]
        while work:
            block, rest = work[-1]
            following = next((each for each in rest if each not in seen), None)
            if following is None:
                order.append(block)
                work.pop()
            else:
                seen.add(following)
                work.append((following, iter(preceding[following])))
        rank = {block: at for at, block in enumerate(order)}
        dominator = {self.end: self.end}
        changed = True
        while changed:
            changed = False
            for block in reversed(order[:-1]):
                candidates = [target for target in self.following[block] if target in dominator]
                meeting = candidates[0]
                for other in candidates[1:]:
                    while meeting != other:
                        if rank[meeting] < rank[other]:
                            meeting = dominator[meeting]
                        else:
                            other = dominator[other]
                if dominator.get(block) != meeting:
                    dominator[block] = meeting
                    changed = True
        return dominator


def _searched(graph: Sequence[Iterable[int]], starts: Iterable[int], seen: set[int]) -> set[int]:
    """What was `seen`, with the starts and what can be come to from them added."""
    pending = list(starts)
    while pending:
        node = pending.pop()
        if node not in seen:
            seen.add(node)
            pending.extend(graph[node])
    return seen


def loops(graph: Mapping[int, Iterable[int]]) -> dict[int, frozenset[int]]:
    """The nodes of a graph that can be come back to, each with those that lie on the way there and back, itself too."""
    return {
        member: frozen
        for component in components(graph)
        for frozen in (frozenset(component),)
        if len(component) > 1 or component[0] in graph[component[0]]
        for member in component
    }


def components(graph: Mapping[int, Iterable[int]]) -> list[list[int]]:
    """The strongly connected components of a graph, callees before callers (Tarjan, without recursion)."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for start in graph:
        if start in order:
            continue
        order[start] = low[start] = len(order)
        stack.append(start)
        on_stack.add(start)
        work = [(start, iter(graph[start]))]
        while work:
            node, following = work[-1]
            for target in following:
                if target not in order:
                    order[target] = low[target] = len(order)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(graph.get(target, ()))))
                    break
                if target in on_stack:
                    low[node] = min(low[node], order[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member == node:
                            break
                    found.append(component)
    return found
