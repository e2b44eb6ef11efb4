"""What a value decides in the function that asks for it: the branches that it controls, and the function's answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from sockslint.checks.context import Context
from sockslint.checks.uses import Use
from sockslint.flow.model import Assign, Branch, Call, Const, Expr, Operand, Read, Return, is_temporary, places_in
from sockslint.program.nodes import is_member
from sockslint.text import Span


class Decisions:
    """Follows the value of one use through its function."""

    def __init__(self, context: Context, use: Use) -> None:
        self._use = use
        self._method = use.method
        self._blocks = use.method.function.blocks
        self._graph = context.analyses.shape(use.method).graph
        self._node = context.program.node

    @cached_property
    def branches(self) -> list[tuple[int, Branch, bool]]:
        """The branches that the value decides: block, branch, and whether the ``then`` way is the connected one."""
        return list(self._branches_on(self._values))

    def returned(self) -> Span | None:
        """Where the value leaves the function as its answer: returned, or deciding between true and false."""
        decided = {block for number, branch, _ in self.branches for block in self._both_regions(number, branch)}
        for number, block in enumerate(self._blocks):
            for event in block.events:
                if isinstance(event, Return) and event.value is not None:
                    if self._mentions(event.value, self._values) and self._says(event.value):
                        return event.span
                    if number in decided and isinstance(event.value, Const) and isinstance(event.value.value, bool):
                        return event.span
        return None

    def _both_regions(self, number: int, branch: Branch) -> frozenset[int]:
        return self._graph.region(number, branch.then) | self._graph.region(number, branch.otherwise)

    def survived(self) -> Span | None:
        """Where a function answers by whether the call has raised: true after it, false in its handler."""
        site = self._use.site
        handler = self._blocks[site.block].on_raise
        if not isinstance(self._use.event, Call) or handler < 0:
            return None
        beyond = self._graph.reachable(site.block)
        for number in self._graph.reachable(handler) - beyond | ({handler} - beyond):
            for event in self._blocks[number].events if number < len(self._blocks) else ():
                if isinstance(event, Return) and isinstance(event.value, Const) and event.value.value is False:
                    return event.span
        return None

    @cached_property
    def _values(self) -> Mapping[str, bool]:
        """The places that hold the value, or what is made of it, each with whether it says the same as the value."""
        assert isinstance(self._use.event, Read | Call)
        held = {self._node(self._method, self._use.event.result): True}
        while True:
            size = len(held)
            for block in self._blocks:
                for event in block.events:
                    if isinstance(event, Assign) and self._mentions(event.value, held):
                        target = self._node(self._method, event.target)
                        if not is_member(target):
                            held.setdefault(target, self._polarity(event.value, held))
            for number, branch, _ in self._branches_on(held):
                for target, same in self._chosen_by(number, branch, held):
                    held.setdefault(target, same)
            if len(held) == size:
                return held

    def _branches_on(self, held: Mapping[str, bool]) -> Iterable[tuple[int, Branch, bool]]:
        for number, block in enumerate(self._blocks):
            if (
                isinstance(block.exit, Branch)
                and self._mentions(block.exit.condition, held)
                and self._says(block.exit.condition)
            ):
                yield number, block.exit, self._polarity(block.exit.condition, held) == self._alive

    def _chosen_by(self, number: int, branch: Branch, held: Mapping[str, bool]) -> Iterator[tuple[str, bool]]:
        """Temporaries that hold one constant or another by the way out of a branch: ``a && b``, ``a ? b : c``."""
        chosen: dict[str, dict[object, bool]] = {}
        for way, holds in ((branch.then, True), (branch.otherwise, False)):
            for block in self._graph.region(number, way):
                for event in self._blocks[block].events:
                    match event:
                        case Assign(_, target, Const(value)) if is_temporary(target):
                            values = chosen.setdefault(self._node(self._method, target), {})
                            values.setdefault(value, holds == bool(value))
        polarity = self._polarity(branch.condition, held)
        for node, values in chosen.items():
            if len(values) == 2:
                yield node, next(iter(values.values())) == polarity

    def _mentions(self, operand: Operand, held: Iterable[str]) -> bool:
        return any(self._node(self._method, place) in held for place in places_in(operand))

    def _says(self, operand: Operand) -> bool:
        """Whether an operand that mentions the value says whether the peer is there. A text to be read does not, nor a
        number, as of a descriptor, until it is compared with a constant."""
        if isinstance(operand, Expr) and operand.op == "text":
            return False
        if isinstance(self._use.member.at_end, bool):
            return True
        match operand:
            case Expr("==" | "!=" | "<" | "<=" | ">" | ">=", operands) if any(isinstance(o, Const) for o in operands):
                return True
            case Expr(_, operands):
                return any(map(self._says, operands))
            case _:
                return False

    def _polarity(self, condition: Operand, held: Mapping[str, bool]) -> bool:
        """Whether a condition holds when the value in it does."""
        match condition:
            case Expr("not", (inner,)):
                return not self._polarity(inner, held)
            case Expr("==" | "!=" as op, (other, Const(constant))) | Expr("==" | "!=" as op, (Const(constant), other)):
                says_yes = bool(constant) and constant != -1  # the descriptor of what is closed
                return self._polarity(other, held) == (says_yes == (op == "=="))
            case Expr("|" | "&", (left, right)):
                return self._polarity(left if self._mentions(left, held) else right, held)
            case _:
                nodes = (self._node(self._method, place) for place in places_in(condition))
                return next((held[node] for node in nodes if node in held), True)

    @property
    def _alive(self) -> bool:
        """The value that is taken for a living peer: the one that it keeps after the end of the stream."""
        return self._use.member.at_end is not False
