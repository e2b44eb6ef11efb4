"""The elements of collections as nodes: where a loop, a subscript or a function known by name takes them from
and puts them.

A key is kept apart from the values, and only if it is a connection: ``names[sock] = name``.
"""

from __future__ import annotations

from sockslint.flow.model import Call, Const, Expr, Operand, without_mark
from sockslint.program.calls import Calls
from sockslint.program.index import Method
from sockslint.program.nodes import tuple_part

ELEMENTS, KEYS = ".[]", ".{}"


def node_of(program: Calls, method: Method, operand: Operand) -> str | None:
    """The node of what an operand yields, if it is a place, or an element or part of one, however deep."""
    match operand:
        case str():
            return program.node(method, operand)
        case Expr("slice", (collection, *_)):
            return node_of(program, method, collection)
        case Expr("element", (collection,)):
            whole = node_of(program, method, collection)
            return None if whole is None else iterated(program, whole)
        case Expr("element", (collection, at)):
            whole = node_of(program, method, collection)
            if whole is None:
                return None
            part = tuple_part(at.value) if isinstance(at, Const) and isinstance(at.value, int) else ELEMENTS
            return program.aliases.part(whole, part if program.aliases.has_part(whole, part) else ELEMENTS)
        case Expr(op, (collection,)) if op.startswith("item:"):
            whole = node_of(program, method, collection)
            return None if whole is None else program.aliases.part(whole, tuple_part(op[5:]))
        case _:
            return None


def iterated(program: Calls, collection: str) -> str:
    """What a loop over a collection yields: its keys, if those are connections."""
    keys = program.aliases.part(collection, KEYS)
    return keys if program.kind(keys) != "other" else program.aliases.part(collection, ELEMENTS)


def pass_on(program: Calls, method: Method, call: Call, result: str) -> None:
    """What a function known by name does with elements: of its receiver, or of its last argument."""
    names = program.apis.collections
    receiver = call.receiver if isinstance(call.receiver, str) else None
    last = call.arguments[-1].value if call.arguments else None
    if receiver is not None:
        whole = program.node(method, receiver)
        if call.name in names.extends and isinstance(last, str):
            program.aliases.share(whole, program.node(method, last), ELEMENTS, KEYS)
        elif call.name in names.keys:
            program.aliases.unify(program.aliases.part(result, ELEMENTS), iterated(program, whole))
        elif call.name in names.entries:
            _pair(program, result, whole, keyed=True)
    elif call.receiver is None and last is not None:
        given = node_of(program, method, last)
        name = without_mark(call.callee or "")
        if given is not None and name in names.copies:
            program.aliases.share(result, given, ELEMENTS, KEYS)
        elif given is not None and name in names.entries:
            _pair(program, result, given, keyed=False)


def tell_of_entries(program: Calls, result: str, collection: str) -> None:
    """A call yields pairs, the first of each an element of a collection (``selector.select()``)."""
    entry = program.aliases.part(result, ELEMENTS)
    program.aliases.unify(program.aliases.part(entry, tuple_part(0)), program.aliases.part(collection, ELEMENTS))


def _pair(program: Calls, result: str, collection: str, *, keyed: bool) -> None:
    """``items()`` and ``enumerate()`` yield pairs, the second of each an element."""
    entry = program.aliases.part(result, ELEMENTS)
    program.aliases.unify(program.aliases.part(entry, tuple_part(1)), program.aliases.part(collection, ELEMENTS))
    if keyed:
        program.aliases.unify(program.aliases.part(entry, tuple_part(0)), program.aliases.part(collection, KEYS))
