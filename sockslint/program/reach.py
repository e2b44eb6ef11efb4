"""What to read beyond the files that speak of sockets: the types whose code may decide about a connection.

A type that is only named where sockets are is of no use to the linker. One is, if its file speaks of a *core* type
(a project type that itself speaks of the platform's connections), if a core type's file names it, or one that is given
a stream, and it speaks of streams, if in Python it is given what is used as a connection, and uses one itself, if
a type at hand derives from it, if it derives from a core type and may override what that calls, or if it may handle an
event of one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
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
    free_name,
    root,
    without_mark,
)
from sockslint.program.apis import Apis
from sockslint.program.index import PLATFORM, imported_as
from sockslint.program.typenames import parse
from sockslint.program.visibility import ANYWHERE, Scopes, homes_of, scopes_of, seen_by
from sockslint.rulebook.model import Kind

_LIVING: frozenset[Kind] = frozenset({"connection", "datagram", "listener", "event_args", "stream"})

_NOWHERE: Scopes = frozenset()

#: What a file may be given a connection as without a word of sockets; to speak of it makes no core type.
_STREAM = "Stream"


class Near(NamedTuple):
    """Types that are wanted only where their file names one of `mentioned`. Both are as in `Wanted`."""

    names: Mapping[str, Scopes]
    mentioned: Mapping[str, Scopes]


class Wanted(NamedTuple):
    """Simple names of types to look for in files that are not read yet, each with the scopes that it may come from:
    `always` wherever they are declared, `near` under a condition, and whatever derives from one of `core`, or names one
    and imports from `platform`, the scopes of the platform's own connections. `functions` are those outside of any type
    that speak of connections: who calls one may answer for what it leaves open. `handed` are functions, and classes,
    that are given what is used as a connection. Whatever derives from one of `filled_in`, and speaks of streams, fills
    in what a stream is given to. Who names a type of `subscribed`, and an event of one, may handle it. Extension
    methods of `extended`, types of the platform's, are wanted where the scopes of `seen` are: nobody names their
    class."""

    always: Mapping[str, Scopes]
    near: tuple[Near, ...] = ()
    core: Mapping[str, Scopes] = {}
    platform: Scopes = frozenset()
    functions: Mapping[str, Scopes] = {}
    handed: Near = Near({}, {})
    filled_in: Near = Near({}, {})
    subscribed: Near = Near({}, {})
    extended: frozenset[str] = frozenset()
    seen: Scopes = frozenset()


def wanted_types(units: Sequence[Unit], speaking: Sequence[Unit], apis: Apis, language: Language) -> Wanted:
    """What the units of a language name, or may be continued or overridden by, and do not declare themselves.

    `speaking` are those of the units that were read for their own sake: only their types can be core types.
    """
    views = [_View(unit) for unit in units if unit.language == language]
    own = {unit.path for unit in speaking}
    first = [view for view in views if view.unit.path in own]
    core = _core(first, apis)
    always, near, given, handed, filled_in = _Names(), _Names(), _Names(), _Names(), _Names()
    declared: set[str] = set()
    for view in views:
        unit, speaks = view.unit, view.unit.path in own
        takers = {function.owner for function in unit.functions if _takes_stream(function)}
        gives = speaks or bool(takers)
        made = _made(unit) if language == "python" else {}
        handles = _handles(unit, made, apis) if language == "python" else frozenset()

        def matters(owner: str | None, view: _View = view, speaks: bool = speaks) -> bool:
            return not speaks or owner is None or view.homes <= core.get(_simple(owner), _NOWHERE)

        for declaration in unit.types:
            simple = _simple(declaration.name)
            if declaration.partial and simple in core:
                always.add(simple, view.homes)
            else:
                declared.add(simple)
            for base in declaration.bases if matters(declaration.name) else ():
                always.mention(view, base)
            for text in _declared_in(declaration):
                near.mention(view, text)
                if declaration.name in takers or (gives and matters(declaration.name)):
                    given.mention(view, text)
        for function in unit.functions:
            for exception in _exceptions(function) if matters(function.owner) else ():
                always.mention(view, exception)
            for text in _named_in(function, language):
                near.mention(view, text)
                if function.owner in takers or (gives and matters(function.owner)):
                    given.mention(view, text)
            if function.owner is not None and _may_be_filled_in(function) and _takes_stream(function):
                filled_in.add(_simple(function.owner), view.homes)
            for text in _given_any(function, handles, made) if handles and matters(function.owner) else ():
                handed.mention(view, text)
    known = declared | always.keys()
    return Wanted(
        always=always.without(declared),
        near=(
            Near(near.without(known), core),
            Near(given.without(known), {_STREAM: ANYWHERE}),
        ),
        handed=Near(handed.without(known), dict.fromkeys(_uses(apis), ANYWHERE)),
        filled_in=Near(filled_in, {_STREAM: ANYWHERE}),
        subscribed=_subscribed(views, core),
        core=core,
        platform=frozenset(_platform(apis)),
        functions=_speaking_functions(first, apis),
        extended=_living_names(apis) if language == "csharp" else frozenset(),
        seen=_NOWHERE.union(*(view.seen for view in first)),
    )


def _subscribed(views: Sequence[_View], core: Mapping[str, Scopes]) -> Near:
    """The events of core types, and of what these derive from, with the names of all these types."""
    family, events = _Names(core), _Names()
    rest = [(view, declaration) for view in views for declaration in view.unit.types]
    grown = True
    while grown:
        others = []
        for view, declaration in rest:
            if view.homes.isdisjoint(family.get(_simple(declaration.name), _NOWHERE)):
                others.append((view, declaration))
                continue
            for base in declaration.bases:
                family.mention(view, base)
            for field in declaration.fields:
                if field.form == "event":
                    events.add(field.name, ANYWHERE)
        grown = len(others) < len(rest)
        rest = others
    return Near(events, family)


def _takes_stream(function: Function) -> bool:
    """Whether a function is given a stream, which it, and its type, may give to others in turn."""
    return any(_simple(parse(each.type).name) == _STREAM for each in function.parameters if each.type)


def _may_be_filled_in(function: Function) -> bool:
    """Whether derived types may have a method of their own in a method's stead."""
    return not {"abstract", "virtual"}.isdisjoint(function.flags)


def _last(place: str) -> str:
    """The last name of a place, or of an argument as written."""
    return _simple(without_mark(place))


def _handles(unit: Unit, made: Mapping[str, Collection[str]], apis: Apis) -> frozenset[str]:
    """The last names of the places of a file that hold what makes a connection makes, or on which members are used that
    nothing but a connection has."""
    speaks = _speaking(unit, apis)
    used = (
        _last(event.receiver)
        for function in unit.functions
        for event in _events(function)
        if isinstance(event, Call) and isinstance(event.receiver, str) and event.name in apis.distinctive
    )
    return frozenset((*used, *(place for place, makers in made.items() if any(map(speaks, makers)))))


def _made(unit: Unit) -> Mapping[str, set[str]]:
    """What the places of a file, by their last names, may be made by: what is called by name, such as a class."""
    made: dict[str, set[str]] = {}
    for function in unit.functions:
        called = {event.result: event.callee for event in _events(function) if isinstance(event, Call)}
        for event in _events(function):
            if isinstance(event, Assign) and isinstance(event.value, str):
                name = free_name(called.get(event.value) or "")
                if name is not None:
                    made.setdefault(_last(event.target), set()).add(name)
    return made


def _given_any(function: Function, handles: Container[str], made: Mapping[str, Collection[str]]) -> Iterator[str]:
    """What a function calls by name, such as a class of another file, or what makes that of which it calls a method, if
    it gives a place of one of these names."""
    for event in _events(function):
        if not isinstance(event, Call) or event.callee is None:
            continue
        if any(_last(argument.text) in handles for argument in event.arguments):
            if (name := free_name(event.callee)) is not None:
                yield name
            if isinstance(event.receiver, str):
                yield from made.get(_last(event.receiver), ())


def _uses(apis: Apis) -> Iterator[str]:
    """The names of the members that do something to a connection, but for what every class may have."""
    for name, type_ in apis.types.items():
        if apis.kind(name) in _LIVING:
            yield from (each.name for each in type_.members if each.role is not None and each.name[:1].isalpha())


def _platform(apis: Apis) -> Iterator[str]:
    """The namespaces of the platform's own connections, which are opened for much else, such as exceptions."""
    for name in apis.types:
        if name.startswith(PLATFORM) and apis.kind(name) in _LIVING and apis.kind(name) != "stream":
            yield name.rpartition(".")[0]


class _View:
    """A unit, where its types are found, and what it sees."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.homes = homes_of(unit.path, unit.namespaces, unit.language)
        self.seen = seen_by(unit)


class _Names(dict[str, Scopes]):
    """Simple names of types, each with the scopes that it may come from."""

    def add(self, name: str, scopes: Scopes) -> None:
        """A name may come from some scopes."""
        if name.isidentifier() and scopes:
            self[name] = self.get(name, _NOWHERE) | scopes

    def mention(self, view: _View, text: str | None) -> None:
        """A file mentions a written type, and those of its arguments."""
        for name in _parts(text):
            self.add(_simple(name), scopes_of(name, view.unit, view.seen))

    def without(self, names: Container[str]) -> Mapping[str, Scopes]:
        """All but some names."""
        return {name: scopes for name, scopes in self.items() if name not in names}


def _simple(name: str) -> str:
    return name.rpartition(".")[2]


@lru_cache(maxsize=1 << 16)  # a server and a fleet see many programs
def _parts(text: str | None) -> tuple[str, ...]:
    """The names in a written type, those of its arguments too."""
    pending = [parse(text)] if text else []
    for type_ in pending:
        pending.extend(type_.arguments)
    return tuple(type_.name for type_ in pending)


# --- the types at hand that speak of sockets ----------------------------------------------------------------------


def _core(views: Sequence[_View], apis: Apis) -> Mapping[str, Scopes]:
    """The declared types that speak of a type with a life of its own, or derive from one that does: their simple
    names, and where they are found."""
    core = _Names()
    derived: list[tuple[str, Scopes, str, Scopes]] = []
    for view in views:
        speaks = _speaking(view.unit, apis)
        for declaration in view.unit.types:
            simple = _simple(declaration.name)
            for base in declaration.bases:
                name = parse(base).name
                derived.append((simple, view.homes, _simple(name), scopes_of(name, view.unit, view.seen) | view.homes))
            if any(map(speaks, _declared_in(declaration))):
                core.add(simple, view.homes)
        for function in view.unit.functions:
            if function.owner is None or view.homes <= core.get(_simple(function.owner), _NOWHERE):
                continue
            if _does_speak(function, view.unit.language, speaks, apis):
                core.add(_simple(function.owner), view.homes)
    grown = True
    while grown:
        grown = False
        for simple, homes, base, scopes in derived:
            if not core.get(base, _NOWHERE).isdisjoint(scopes) and not homes <= core.get(simple, _NOWHERE):
                core.add(simple, homes)
                grown = True
    return core


def _speaking_functions(views: Sequence[_View], apis: Apis) -> Mapping[str, Scopes]:
    """The functions outside of any type that speak of what has a life of its own, or call another of their file that
    does: their names, and where they are found."""
    found = _Names()
    for view in views:
        speaks = _speaking(view.unit, apis)
        free = [each for each in view.unit.functions if _is_free(each)]
        speaking = {each.name for each in free if _does_speak(each, view.unit.language, speaks, apis)}
        calls = [(each.name, frozenset(_called(each))) for each in free]
        while more := {name for name, called in calls if name not in speaking and called & speaking}:
            speaking |= more
        for name in speaking:
            found.add(name, view.homes)
    return found


def _is_free(function: Function) -> bool:
    """Whether a function stands outside of any type or other function."""
    return function.owner is None and function.parent is None and function.kind == "function"


def _called(function: Function) -> Iterator[str]:
    """The functions that a function calls by their names alone."""
    for event in _events(function):
        if isinstance(event, Call) and event.callee is not None and (name := free_name(event.callee)) is not None:
            yield name


def _speaking(unit: Unit, apis: Apis) -> Callable[[str], bool]:
    """Whether a name that a file writes stands for a type with a life of its own, or for what makes one."""
    if unit.language == "python":

        def speaks_python(name: str) -> bool:
            module, _, simple = (imported_as(name, unit) or name).rpartition(".")
            rows = apis.rows(module, simple)
            return apis.kind(f"{module}.{simple}") in _LIVING or any(r.member.role or r.member.makes for r in rows)

        return speaks_python
    living = set(_living_names(apis)) - {_STREAM}
    living |= {entry.alias for entry in unit.imports if entry.alias and apis.kind(entry.target) in _LIVING}
    return lambda name: _simple(name) in living


def _living_names(apis: Apis) -> frozenset[str]:
    """The simple names of the types with a life of their own."""
    return frozenset(
        simple for simple, names in apis.by_simple_name.items() if any(apis.kind(name) in _LIVING for name in names)
    )


def _does_speak(function: Function, language: Language, speaks: Callable[[str], bool], apis: Apis) -> bool:
    """Whether a function names what has a life of its own, or uses a member that nothing else has."""
    if any(map(speaks, _named_in(function, language))):
        return True
    return any(isinstance(event, Call) and event.name in apis.distinctive for event in _events(function))


# --- the types that units name ------------------------------------------------------------------------------------


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
            elif isinstance(event.receiver, str) and (name := free_name(event.receiver)) is not None:
                yield name if language == "python" else root(name)
            if language == "python" and (name := free_name(event.callee or "")) is not None:
                yield name
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
