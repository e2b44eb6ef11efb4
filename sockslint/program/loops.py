"""Loops that end by themselves: a counter that each turn moves by a constant is compared at the head."""

from __future__ import annotations

from sockslint.flow.graph import Graph
from sockslint.flow.model import Assign, Block, Branch, Const, Expr, Function, Operand

_ORDERS = ("<", "<=", ">", ">=", "!=")


def counting_heads(function: Function) -> frozenset[int]:
    """The blocks whose branch compares a counter, if no turn of their loop comes back to them without moving it."""
    steps: dict[str, set[int]] = {}
    for number, block in enumerate(function.blocks):
        for place in _moved(block):
            steps.setdefault(place, set()).add(number)
    if not steps:
        return frozenset()
    graph = Graph(function.blocks)
    return frozenset(
        number
        for number, block in enumerate(function.blocks)
        if isinstance(block.exit, Branch)
        for place in _compared(block.exit.condition)
        if place in steps and graph.in_cycle(number) and not graph.in_cycle(number, without=frozenset(steps[place]))
    )


def _moved(block: Block) -> list[str]:
    """The places that a block adds a constant to, or takes one from."""
    moved = []
    for event in block.events:
        match event:
            case Assign(_, target, Expr("+" | "-", (str(place), Const(int(amount))))) if place == target and amount:
                moved.append(target)
    return moved


def _compared(condition: Operand) -> list[str]:
    if isinstance(condition, Expr) and condition.op == "not":
        return _compared(condition.operands[0])
    if isinstance(condition, Expr) and condition.op in _ORDERS:
        return [part for part in condition.operands if isinstance(part, str)]
    return []
