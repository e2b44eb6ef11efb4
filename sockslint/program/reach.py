"""What to read beyond the files that speak of sockets: the types whose code may decide about a connection.

A type that is only named where sockets are is of no use to the linker. One is, if its file speaks of a *core* type
(a project type that itself speaks of the platform's connections), if a core type's file names it and it speaks of
streams, if a type at hand derives from it, or if it derives
from a core type and may override what that calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sockslint.flow.model import (
    Assign,
    Call,
    Dispatch,
    Event,
    Expr,
    Function,
    Language,
    Operand,
    Raise,
    TypeDeclaration,
    Unit,
)
from sockslint.program.apis import Apis
from sockslint.program.typenames import parse
from sockslint.rulebook.model import Kind

_LIVING: frozenset[Kind] = frozenset({"connection", "datagram", "listener", "event_args", "stream"})

#: What a file may be given a connection as without a word of sockets; to speak of it makes no core type.
_STREAM = "Stream"


class Near(NamedTuple):
    """Types that are wanted only where their file names one of `mentioned`."""

    names: frozenset[str]
    mentioned: frozenset[str]


class Wanted(NamedTuple):
    """Simple names of types to look for in files that are not read yet: `always` wherever they are declared, `near`
    under a condition, and whatever derives from one of `core`."""

    always: frozenset[str]
    near: tuple[Near, ...] = ()
    core: frozenset[str] = frozenset()


def wanted_types(units: Sequence[Unit], speaking: Sequence[Unit], apis: Apis, language: Language) -> Wanted:
    """What the units of a language name, or may be continued or overridden by, and do not declare themselves.

    `speaking` are those of the units that were read for their own sake: only their types can be core types.
    """
    units = [unit for unit in units if unit.language == language]
    declarations = [declaration for unit in units for declaration in unit.types]
    declared = {_simple(declaration.name) for declaration in declarations}
    always = {_simple(parse(base).name) for declaration in declarations for base in declaration.bases}
    always |= {name for unit in units for function in unit.functions for name in _exceptions(function)}
    parts = {_simple(declaration.name) for declaration in declarations if declaration.partial}
    speaking = [unit for unit in speaking if unit.language == language]
    named = {unit.path: frozenset(_named(unit)) for unit in units}
    near = frozenset[str]().union(*named.values())
    given = frozenset[str]().union(*(named[unit.path] for unit in speaking))
    core = _core(speaking, apis)
    known = declared | always
    return Wanted(
        always=_names(always - declared | parts & core),
        near=(Near(_names(near - known), _names(core)), Near(_names(given - known), frozenset((_STREAM,)))),
        core=_names(core),
    )


def _names(found: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in found if name.isidentifier())


def _simple(name: str) -> str:
    return name.rpartition(".")[2]


@lru_cache(maxsize=1 << 16)  # a server and a fleet see many programs
def _parts(text: str | None) -> tuple[str, ...]:
    """The simple names in a written type, those of its arguments too."""
    pending = [parse(text)] if text else []
    for type_ in pending:
        pending.extend(type_.arguments)
    return tuple(_simple(type_.name) for type_ in pending)


# --- the types at hand that speak of sockets ----------------------------------------------------------------------


def _core(units: Sequence[Unit], apis: Apis) -> set[str]:
    """The simple names of the declared types that speak of a type with a life of its own, or derive from one that
    does."""
    living = {
        simple
        for simple, names in apis.by_simple_name.items()
        if simple != _STREAM and any(apis.kind(name) in _LIVING for name in names)
    }
    bases: dict[str, set[str]] = {}
    core: set[str] = set()
    for unit in units:
        speaking = living | {entry.alias for entry in unit.imports if _is_living(entry.target, apis)}
        for declaration in unit.types:
            bases.setdefault(_simple(declaration.name), set()).update(_simple(parse(b).name) for b in declaration.bases)
            if not speaking.isdisjoint(_declared_in(declaration)):
                core.add(_simple(declaration.name))
        for function in unit.functions:
            if function.owner is not None and _simple(function.owner) not in core:
                names = _named_in(function, unit.language)
                if not speaking.isdisjoint(names) or any(_uses_distinctive(event, apis) for event in _events(function)):
                    core.add(_simple(function.owner))
    size = -1
    while size != len(core):
        size = len(core)
        core |= {name for name, named in bases.items() if not core.isdisjoint(named)}
    return core


def _is_living(target: str, apis: Apis) -> bool:
    """Whether an import brings in a type of the API models, or a module of one."""
    return target in apis.types or any(name.startswith(f"{target}.") for name in apis.types)


def _uses_distinctive(event: Event, apis: Apis) -> bool:
    return isinstance(event, Call) and event.name in apis.distinctive


# --- the types that units name ------------------------------------------------------------------------------------


def _named(unit: Unit) -> Iterator[str]:
    for declaration in unit.types:
        yield from _declared_in(declaration)
    for function in unit.functions:
        yield from _named_in(function, unit.language)


def _declared_in(declaration: TypeDeclaration) -> Iterator[str]:
    for base in declaration.bases:
        yield from _parts(base)
    for field in declaration.fields:
        yield from _parts(field.type)


def _named_in(function: Function, language: Language) -> Iterator[str]:
    yield from _parts(function.returns)
    for parameter in function.parameters:
        yield from _parts(parameter.type)
    for text in function.locals.values():
        yield from _parts(text)
    for event in _events(function):
        if isinstance(event, Call):
            if event.form == "new":
                yield from _parts(event.name)
            elif isinstance(event.receiver, str) and event.receiver.startswith("::"):
                yield event.receiver[2:].partition(".")[0]
            elif language == "python" and event.callee is not None and event.callee.startswith("::"):
                yield event.callee[2:].partition(".")[0]
        elif isinstance(event, Assign) and isinstance(event.value, Expr):
            yield from _casts(event.value)


def _casts(operand: Operand) -> Iterator[str]:
    if isinstance(operand, Expr):
        if operand.op.startswith(("cast:", "is:")):
            yield from _parts(operand.op.partition(":")[2])
        for part in operand.operands:
            yield from _casts(part)


def _exceptions(function: Function) -> Iterator[str]:
    """The exception types that a function throws or catches: which handler takes what hangs on their bases."""
    for event in _events(function):
        if isinstance(event, Raise):
            yield from _parts(event.type)
    for block in function.blocks:
        if isinstance(block.exit, Dispatch):
            for catch in block.exit.catches:
                for text in catch.types:
                    yield from _parts(text)


def _events(function: Function) -> Iterator[Event]:
    for block in function.blocks:
        yield from block.events
