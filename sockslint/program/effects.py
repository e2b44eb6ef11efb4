"""What each function does to which connections, by itself and through what it calls: its effects.

They tell which callees a simulation must look into, and what a guarded region is for. Computed bottom-up over the
strongly connected components of the call graph, so that recursion needs no special case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from sockslint.flow.graph import Graph, successors
from sockslint.flow.liveness import EXCEPTION, live_on_entry
from sockslint.flow.model import (
    EXIT,
    RAISE_EXIT,
    Assign,
    Block,
    Branch,
    Call,
    Closure,
    Const,
    Event,
    Expr,
    Operand,
    Raise,
    Read,
    Return,
    Yield,
    places_in,
    root,
)
from sockslint.program.apis import Row
from sockslint.program.calls import Site
from sockslint.program.idle import idle_branches
from sockslint.program.index import Method, conditions_of, events_of
from sockslint.program.link import Program
from sockslint.program.loops import counted_branches, counting_heads, timed_branches
from sockslint.program.passing import Passing
from sockslint.program.paths import Question
from sockslint.program.words import says
from sockslint.rulebook.model import Member


class Effect(NamedTuple):
    """A role met on a connection; `target` is its family. ``foretell`` is asking whether a receive would yield the end.
    For a member written that some condition tests, role ``write`` and the member's node."""

    role: str
    target: str
    io: str | None = None


class Caller(NamedTuple):
    """A call of a function: where, and the event."""

    site: Site
    event: Call | Read | Assign


class Dead(NamedTuple):
    """What nobody asks for from a block on: the nodes of locals, and maybe the exception that was caught."""

    nodes: frozenset[str]
    exception: bool


class Effects:
    """The effects of all functions of a program, its call graph, and which functions are used as values."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.callers: dict[int, list[Caller]] = {}
        self.referenced: set[int] = set()
        self.callees: dict[int, set[int]] = {}
        self.own: dict[int, set[Effect]] = {}
        #: The strongly connected component of the call graph that a function belongs to.
        self.component: dict[int, int] = {}
        self._answers: dict[int, frozenset[Operand]] = {}
        self._counting_heads: dict[int, frozenset[int]] = {}
        self._counted: dict[int, dict[int, frozenset[int]]] = {}
        self._timed: dict[int, frozenset[int]] = {}
        self._indexed: dict[int, frozenset[tuple[int, int]]] = {}
        self._idle: dict[int, frozenset[int]] = {}
        self._weighed: dict[int, dict[str, int]] = {}
        self._dead: dict[int, Sequence[Dead]] = {}
        self._loops: dict[int, dict[int, frozenset[int]]] = {}
        self._passing: dict[object, Passing] = {}
        self._locals: dict[tuple[int, str], bool] = {}
        for method in program.methods:
            self.own[method.id] = set()
            self.callees[method.id] = set()
            for number, block in enumerate(method.function.blocks):
                for index, event in enumerate(block.events):
                    self._visit(method, Site(method.id, number, index), event)
        self.of = self._close()

    # --- own effects ---

    def rows_of(self, method: Method, event: Event) -> tuple[Row, ...]:
        """The API rows that describe an event."""
        match event:
            case Call():
                return self.program.resolve(method, event).rows
            case Read():
                return self.program.rows_of_member(method, event.place, "get")
            case Assign():
                return self.program.rows_of_member(method, event.target, "set")
            case _:
                return ()

    def subject_of(self, method: Method, event: Event, row: Row) -> str | None:
        """The place of the connection that an event concerns under a row."""
        match event:
            case Call():
                operand = self.program.subject_operand(event, row.member)
                if isinstance(operand, Expr) and operand.operands:
                    operand = operand.operands[0]
                return operand if isinstance(operand, str) else None
            case Read():
                return event.place.rpartition(".")[0] or "this"
            case Assign():
                return event.target.rpartition(".")[0] or "this"
            case _:
                return None

    def called_by(self, method: Method, event: Event) -> Iterable[int]:
        """The functions of the program that an event calls."""
        match event:
            case Call():
                return (target.function for target in self.program.resolve(method, event).targets)
            case Read():
                return self.program.getters(method, event.place)
            case Assign():
                return self.program.setters(method, event.target)
            case _:
                return ()

    def _visit(self, method: Method, site: Site, event: Event) -> None:
        own = self.own[method.id]
        for row in self.rows_of(method, event):
            role = row.member.role or ("foretell" if row.member.foretells else None)
            if role is not None:
                subject = self.subject_of(method, event, row)
                family = self.program.family(self.program.node(method, subject)) if subject is not None else ""
                own.add(Effect(role, family, row.member.io))
        if isinstance(event, Call | Read | Assign):
            for function in self.called_by(method, event):
                self._calls(method, site, event, function)
        match event:
            case Call():
                for argument in event.arguments:
                    self._passes(method, argument.value)
            case Read():
                if not self.program.functions_named(method, event.place):
                    return
                self._passes(method, event.place)
            case Assign():
                self._passes(method, event.value)
                node = self.program.node(method, event.target)
                if "::" in node and node in self.tested_anywhere:
                    own.add(Effect("write", node))
            case Raise():
                own.add(Effect("raise", ""))

    def _calls(self, method: Method, site: Site, event: Call | Read | Assign, function: int) -> None:
        self.callees[method.id].add(function)
        self.callers.setdefault(function, []).append(Caller(site, event))

    def _passes(self, method: Method, operand: Operand) -> None:
        """A function used as a value: somebody whom nobody sees may call it, and its effects count as the user's."""
        match operand:
            case Closure(function):
                id_ = self.program.index.function_ids[method.unit.path, function]
                self.referenced.add(id_)
                self.callees[method.id].add(id_)
            case str() if root(operand)[:1] != "%":
                for id_ in self.program.functions_named(method, operand):
                    self.referenced.add(id_)
            case Expr(_, operands):
                for part in operands:
                    self._passes(method, part)

    # --- closure over the call graph ---

    def _close(self) -> dict[int, frozenset[Effect]]:
        closed: dict[int, frozenset[Effect]] = {}
        for number, component in enumerate(components(self.callees)):
            effects: set[Effect] = set()
            self.component.update((id_, number) for id_ in component)
            for id_ in component:
                effects |= self.own[id_]
                for callee in self.callees[id_]:
                    effects |= closed.get(callee, frozenset())
            shared = frozenset(effects)
            for id_ in component:
                closed[id_] = shared
        return closed

    @cached_property
    def tested(self) -> dict[int, dict[str, int]]:
        """For each function nest, the nodes that conditions test, and how often."""
        return {
            nest: self._count((method, branch.condition) for method in methods for branch in conditions_of(method))
            for nest, methods in self._nests.items()
        }

    def weighed(self, nest: int) -> Mapping[str, int]:
        """The nodes that conditions of a function nest test whose branches are not idle, and how often."""
        found = self._weighed.get(nest)
        if found is None:
            found = self._weighed[nest] = self._count(
                (method, block.exit.condition)
                for method in self._nests[nest]
                for number, block in enumerate(method.function.blocks)
                if isinstance(block.exit, Branch) and number not in self.idle(method)
            )
        return found

    def _count(self, conditions: Iterable[tuple[Method, Operand]]) -> dict[str, int]:
        return Counter(
            self.program.node(method, self.read_of(method, place))
            for method, condition in conditions
            for place in places_in(condition)
        )

    @cached_property
    def _nests(self) -> dict[int, list[Method]]:
        nests: dict[int, list[Method]] = {}
        for method in self.program.methods:
            nests.setdefault(method.outermost, []).append(method)
        return nests

    @cached_property
    def tested_anywhere(self) -> frozenset[str]:
        """The nodes that some condition tests, of whatever function."""
        return frozenset(node for table in self.tested.values() for node in table)

    @cached_property
    def decisive(self) -> dict[int, frozenset[str]]:
        """For each function nest, the nodes whose value may decide a branch: here, for the caller, or where a member is
        tested that it is written to."""
        found: dict[int, set[str]] = {nest: set(table) for nest, table in self.tested.items()}
        flows: dict[int, list[tuple[str, list[str]]]] = {}
        for method in self.program.methods:
            decisive = found.setdefault(method.outermost, set())
            for branch in conditions_of(method):
                decisive.update(self.program.node(method, place) for place in places_in(branch.condition))
            for block in method.function.blocks:
                for event in block.events:
                    match event:
                        case Return(_, value) if value is not None:
                            decisive.update(self.program.node(method, place) for place in places_in(value))
                        case Assign(_, target, value):
                            sources = [self.program.node(method, place) for place in places_in(value)]
                            flows.setdefault(method.outermost, []).append((self.program.node(method, target), sources))
                        case Read(_, result, place):
                            pair = (self.program.node(method, result), [self.program.node(method, place)])
                            flows.setdefault(method.outermost, []).append(pair)
        for nest, pairs in flows.items():
            decisive = found.setdefault(nest, set())
            size = -1
            while size != len(decisive):
                size = len(decisive)
                for target, sources in pairs:
                    if target in decisive or target in self.tested_anywhere:
                        decisive.update(sources)
        return {nest: frozenset(nodes) for nest, nodes in found.items()}

    def answers(self, method: Method) -> frozenset[Operand]:
        """The constants by which a function answers one thing or another; none if it always returns the same."""
        found = self._answers.get(method.id)
        if found is None:
            values = {e.value for e in events_of(method) if isinstance(e, Return) and e.value is not None}
            values |= {e.value for e in events_of(method) if isinstance(e, Assign) and e.target in values}
            constants = (
                frozenset(value for value in values if isinstance(value, Const)) if len(values) > 1 else frozenset()
            )
            found = self._answers[method.id] = constants
        return found

    def loop(self, method: Method, block: int) -> frozenset[int]:
        """The blocks that a block is in a loop with: control may come from it to them, and back."""
        found = self._loops.get(method.id)
        if found is None:
            following = {number: set(successors(each)) for number, each in enumerate(method.function.blocks)}
            following |= {EXIT: set(), RAISE_EXIT: set()}
            found = self._loops[method.id] = {
                member: frozenset(component)
                for component in components(following)
                for member in component
                if len(component) > 1 or member in following[member]
            }
        return found.get(block, frozenset())

    def counting_heads(self, method: Method) -> frozenset[int]:
        """The heads of a function's loops that end by themselves (`loops`); found once, whatever is asked."""
        found = self._counting_heads.get(method.id)
        if found is None:
            found = self._counting_heads[method.id] = counting_heads(method.function)
        return found

    def indexed(self, method: Method) -> frozenset[tuple[int, int]]:
        """The blocks and events of a function that ask for an element by its number, or unpack; of a block's exit the
        event is -1."""
        found = self._indexed.get(method.id)
        if found is None:
            found = self._indexed[method.id] = frozenset(_indexed(method.function.blocks))
        return found

    def counts(self, method: Method, branches: Iterable[int], block: int) -> bool:
        """Whether a path that comes to a block by some branches can do so only so often: one asks for a count that has
        to be moved on the way (`loops`)."""
        found = self._counted.get(method.id)
        if found is None:
            found = self._counted[method.id] = counted_branches(method.function)
        if found.keys().isdisjoint(branches):
            return False
        graph = Graph(method.function.blocks)
        return any(
            block not in graph.reachable(branch, without=moved) or branch not in graph.reachable(block, without=moved)
            for branch in branches
            if (moved := found.get(branch)) is not None
        )

    def ends_in_time(self, method: Method, block: int) -> bool:
        """Whether a block lies in a loop that is left when it is time (`loops`)."""
        found = self._timed.get(method.id)
        if found is None:
            found = self._timed[method.id] = timed_branches(method.function, self.program.apis.clocks)
        around = self.loop(method, block)
        return any(not around.issuperset(successors(method.function.blocks[branch])) for branch in found & around)

    def idle(self, method: Method) -> frozenset[int]:
        """The blocks of a function whose branch is idle (`idle`)."""
        found = self._idle.get(method.id)
        if found is None:

            def does_nothing(event: Event) -> bool:
                return self._does_nothing(method, event)

            found = self._idle[method.id] = idle_branches(method.function.blocks, does_nothing)
        return found

    def _does_nothing(self, method: Method, event: Event) -> bool:
        """Whether an event is of no matter to any connection, whoever asks."""
        match event:
            case Read():
                affected = self.program.getters(method, event.place)
                return not self.rows_of(method, event) and not any(self.of[id_] for id_ in affected)
            case Call():
                resolution = self.program.resolve(method, event)
                apis = self.program.apis
                return not (
                    any(_does_something(row.member) for row in resolution.rows)
                    or any(self.of[target.function] for target in resolution.targets)
                    or any(says(event.name, words) for words in (apis.handing, apis.ending))
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
                return root(operand)[:1] != "%" and bool(self.program.functions_named(method, operand))
            case Expr(_, operands):
                return any(self._is_of_matter(method, part) for part in operands)
            case Closure():
                return True
            case _:
                return False

    def dead(self, method: Method) -> Sequence[Dead]:
        """What is dead where each block of a function begins."""
        found = self._dead.get(method.id)
        if found is None:
            nodes: dict[str, set[str]] = {}
            for place in _places_in(method):
                node = self.program.node(method, place)
                if "|" in node and self.is_local(method, self.program.node(method, root(place))):
                    nodes.setdefault(root(place), set()).add(node)
            found = self._dead[method.id] = [
                Dead(
                    frozenset(node for place, its in nodes.items() if place not in live for node in its),
                    EXCEPTION not in live,
                )
                for live in live_on_entry(method.function.blocks)
            ]
        return found

    def is_local(self, method: Method, node: str) -> bool:
        """Whether a node dies with the function: a local that no other function of the nest speaks of."""
        key = (method.id, node)
        found = self._locals.get(key)
        if found is None:
            found = self._locals[key] = self._is_local(method, node)
        return found

    def _is_local(self, method: Method, node: str) -> bool:
        if not node.startswith(f"{method.outermost}|"):
            return False
        given_out = (p.place for p in method.function.parameters if p.mode in ("out", "ref"))
        if any(self.program.node(method, place) == node for place in given_out):
            return False
        return method.function.parent is None or self.mentions.get(node, frozenset()) <= {method.id}

    def passing(self, kind: type, question: Question, probing: bool, coarse: bool) -> Passing:
        """What explorations of a kind that ask the same question have found out about events, by how they look."""
        same = question if question.fails is not None else question._replace(dependents=frozenset())
        return self._passing.setdefault((kind, same, probing, coarse), Passing())

    @cached_property
    def mentions(self) -> dict[str, set[int]]:
        """Which functions speak of a local, for locals of nests of several functions."""
        nests = {method.outermost for method in self.program.methods if method.function.parent is not None}
        found: dict[str, set[int]] = {}
        for method in self.program.methods:
            if method.outermost in nests:
                for place in _places_in(method):
                    found.setdefault(self.program.node(method, root(place)), set()).add(method.id)
        return found

    def read_of(self, method: Method, place: str) -> str:
        """What a temporary reads, if it is the result of a read; else the place itself."""
        return self._reads.get((method.outermost, place), place) if place.startswith("%") else place

    @cached_property
    def _reads(self) -> dict[tuple[int, str], str]:
        return {
            (method.outermost, event.result): event.place
            for method in self.program.methods
            for block in method.function.blocks
            for event in block.events
            if isinstance(event, Read)
        }


def _indexed(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    for number, block in enumerate(blocks):
        if isinstance(block.exit, Branch) and _indexes(block.exit.condition):
            yield number, -1
        for at, event in enumerate(block.events):
            match event:
                case Assign(_, _, value) | Return(_, value) | Yield(_, value) if value is not None and _indexes(value):
                    yield number, at
                case Call() if any(_indexes(argument.value) for argument in event.arguments):
                    yield number, at


def _indexes(operand: Operand) -> bool:
    if not isinstance(operand, Expr):
        return False
    asks = operand.op.startswith("item:") or (operand.op == "element" and len(operand.operands) == 2)
    return asks or any(map(_indexes, operand.operands))


def _does_something(member: Member) -> bool:
    """Whether a use of a member of the platform's may be of matter to a connection."""
    settles = member.role is not None or member.keeps is not None or member.never_returns
    return settles or member.makes is not None or member.callback is not None or member.raises_on_empty is not None


def _places_in(method: Method) -> Iterable[str]:
    """The places that a function speaks of."""
    for event in events_of(method):
        yield from _places_of(event)
    for branch in conditions_of(method):
        yield from places_in(branch.condition)


def _places_of(event: Event) -> Iterable[str]:
    """The places that an event speaks of."""
    match event:
        case Call():
            yield event.result
            operands = [argument.value for argument in event.arguments]
            for operand in (event.receiver, event.callee, *operands):
                yield from places_in(operand)
        case Read():
            yield from (event.place, event.result)
        case Assign():
            yield event.target
            yield from places_in(event.value)
        case Return() | Raise() | Yield():
            yield from places_in(event.value)


def components(graph: dict[int, set[int]]) -> list[list[int]]:
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
            node, successors = work[-1]
            for successor in successors:
                if successor not in order:
                    order[successor] = low[successor] = len(order)
                    stack.append(successor)
                    on_stack.add(successor)
                    work.append((successor, iter(graph.get(successor, ()))))
                    break
                if successor in on_stack:
                    low[node] = min(low[node], order[successor])
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
