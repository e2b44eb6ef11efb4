"""The API models, indexed for look-up: a type's rows by member, its kind, its bases."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from sockslint.flow.model import Call, Const, Expr, Language, Operand
from sockslint.program.words import phrases_of
from sockslint.rulebook.model import ApiModel, ApiType, Collections, Kind, Member, Pass, When


class Row(NamedTuple):
    """A row of an API model and the type that it stands under."""

    type: ApiType
    member: Member


class Apis:
    """The API models of one language."""

    def __init__(self, models: tuple[ApiModel, ...], language: Language) -> None:
        chosen = [model for model in models if model.language == language]
        self.types: dict[str, ApiType] = {}
        self._members: dict[tuple[str, str], list[Row]] = {}
        self.by_simple_name: dict[str, list[str]] = {}
        self._passes: dict[str, list[Pass]] = {}
        self._ancestry: dict[str, tuple[str, ...]] = {}
        self._rows: dict[tuple[str, str], tuple[Row, ...]] = {}
        self.aliases: dict[str, str] = {}
        self.ending = phrases_of(model.ending for model in chosen)
        self.handing = phrases_of(model.handing for model in chosen)
        self.posting = phrases_of(model.posting for model in chosen)
        self.logging = phrases_of(model.logging for model in chosen)
        self.liveness = phrases_of(model.liveness for model in chosen)
        self.everyday = frozenset[str]().union(*(model.everyday for model in chosen))
        self.continuations = frozenset[str]().union(*(model.continuations for model in chosen))
        self.seeking = frozenset[str]().union(*(model.seeking for model in chosen))
        self.raising = frozenset[str]().union(*(model.raising for model in chosen))
        self.throwing = frozenset[str]().union(*(model.throwing for model in chosen))
        self.asserting = tuple(start for model in chosen for start in model.asserting)
        self.expecting = frozenset[str]().union(*(model.expecting for model in chosen))
        self.clocks = frozenset[str]().union(*(model.clocks for model in chosen))
        self.unconnected = frozenset[str]().union(*(model.unconnected for model in chosen))
        self.interfaces = frozenset[str]().union(*(model.interfaces for model in chosen))
        self.hosts = {name: folder for model in chosen for name, folder in model.hosts.items()}
        self.message_loops = frozenset[str]().union(*(model.message_loops for model in chosen))
        self.borrowing = frozenset(name for model in chosen for name in model.borrowing)
        self.misuse = frozenset(name for model in chosen for name in model.misuse)
        self.argument_errors = frozenset(name for model in chosen for name in model.argument_errors)
        self.assertion_raises = next((model.assertion_raises for model in chosen if model.assertion_raises), "")
        self.null_raises = next((model.null_raises for model in chosen if model.null_raises), "")
        self.index_raises = next((model.index_raises for model in chosen if model.index_raises), "")
        self.range_raises = next((model.range_raises for model in chosen if model.range_raises), "")
        self.unpack_raises = next((model.unpack_raises for model in chosen if model.unpack_raises), "")
        members = [member for model in chosen for type_ in model.types for member in type_.members]
        #: The names of what yields the end of a stream.
        self.receiving = frozenset(member.name for member in members if member.end_of_stream is not None)
        #: The names of what completes a begun operation.
        self.completions = frozenset(member.completed_by for member in members if member.completed_by)
        self.collections = _merged([model.collections for model in chosen])
        #: What is given a connection and only looks for it, or files it.
        self.harmless = self.collections.stores | self.collections.looks
        self.exceptions: dict[str, list[str]] = {}
        self.exceptions_by_simple_name: dict[str, str] = {}
        self.pairs: set[tuple[str, str]] = set()
        self.distinctive: dict[str, list[ApiType]] = {}
        #: Arguments by which whatever makes a socket, known or not, makes one for datagrams.
        self.datagram_arguments: set[str] = set()
        for model in chosen:
            self.exceptions.update(model.exceptions)
            for name in model.exceptions:
                self.exceptions_by_simple_name.setdefault(name.rpartition(".")[2], name)
            self.aliases.update(model.aliases)
            for entry in model.passes:
                self._passes.setdefault(entry.name, []).append(entry)
            for type_ in model.types:
                if type_.adds:
                    continue
                self.types[type_.name] = type_
                self.by_simple_name.setdefault(type_.name.rpartition(".")[2], []).append(type_.name)
                for member in type_.members:
                    self._members.setdefault((type_.name, member.name), []).append(Row(type_, member))
                    if member.makes == "datagram" and member.when is not None and member.when.argument is not None:
                        self.datagram_arguments.add(member.when.argument)
                    for given in (member.returns, member.callback_takes):
                        if isinstance(given, list) and len(given) == 2 and "other" not in given:
                            self.pairs.add((given[0], given[1]))
                for name in type_.distinctive:
                    self.distinctive.setdefault(name, []).append(type_)
        for model in chosen:
            for type_ in model.types:
                if type_.adds and type_.name in self.types:
                    self._add(self.types[type_.name], type_.members)
        #: The types of streams, of whatever kind.
        self.streams = frozenset(name for name in self.types if self.kind(name) == "stream")
        #: The types of which one object comes with another.
        self.paired = frozenset(type_ for pair in self.pairs for type_ in pair)
        self._names = frozenset(name for _, name in self._members)

    def _add(self, type_: ApiType, members: list[Member]) -> None:
        """Put rows before those that a type has of its own."""
        added: dict[str, list[Row]] = {}
        for member in members:
            added.setdefault(member.name, []).append(Row(type_, member))
        for name, rows in added.items():
            self._members[type_.name, name] = rows + self._members.get((type_.name, name), [])

    def ancestry(self, name: str) -> tuple[str, ...]:
        """A type and its bases, nearest first."""
        found = self._ancestry.get(name)
        if found is None:
            pending = [name]
            for current in pending:
                bases = self.types[current].bases if current in self.types else ()
                pending.extend(base for base in bases if base not in pending)
            found = self._ancestry[name] = tuple(pending)
        return found

    def rows(self, type_name: str, member: str) -> tuple[Row, ...]:
        """All rows of a member, the type's own before its bases'."""
        if member not in self._names:  # most names that a program uses are none of ours
            return ()
        found = self._rows.get((type_name, member))
        if found is None:
            rows = [row for name in self.ancestry(type_name) for row in self._members.get((name, member), ())]
            found = self._rows[type_name, member] = tuple(rows)
        return found

    def passed(self, name: str, call: Call | None = None) -> str | None:
        """What a member that is known by name alone passes on: where it is called, or read (no `call`)."""
        fitting = (each for each in self._passes.get(name, ()) if each.when is None or (call and fits(each.when, call)))
        return next((each.passes for each in fitting), None)

    def close(self, type_name: str) -> str | None:
        """The member without arguments that releases one of a type, or of its nearest base that has one."""
        known = (self.types[name].close for name in self.ancestry(type_name) if name in self.types)
        return next((name for name in known if name is not None), None)

    def kind(self, type_name: str) -> Kind:
        """The kind of a type: its own, or the nearest base's that has one; ``other`` for one without a model."""
        for name in self.ancestry(type_name):
            if name in self.types and self.types[name].kind != "other":
                return self.types[name].kind
        return "other"


def _merged(parts: list[Collections]) -> Collections:
    names = {
        name: frozenset[str]().union(*(getattr(part, name) for part in parts)) for name in Collections.__struct_fields__
    }
    return Collections(**names)


def is_given(call: Call, name: str) -> bool:
    """Whether a call is given something by this name, a constant or a flag, as the source writes it; of a text only if
    that is all there is in it."""
    return any(
        argument.value.value == name
        if isinstance(argument.value, Const) and isinstance(argument.value.value, str)
        else _as_a_word(name).search(argument.text) is not None
        for argument in call.arguments
        if name in argument.text  # most calls are not given it, and many names are asked for
    )


@functools.cache
def _as_a_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def fits(when: When | None, call: Call, argument_types: Sequence[frozenset[str]] = ()) -> bool:
    """Whether a row is for this call: everything that its `when` asks for holds."""
    if when is None:
        return True
    if when.arguments is not None and len(call.arguments) != when.arguments:
        return False
    if when.argument is not None and not is_given(call, when.argument):
        return False
    if when.named is not None and not any(argument.name == when.named for argument in call.arguments):
        return False
    if when.argument_type is not None and not any(when.argument_type in types for types in argument_types):
        return False
    if when.any_port and not any(_leaves_port_open(argument.value) for argument in call.arguments):
        return False
    return not when.empty_buffer or _takes_nothing(call)


#: Addresses that every machine has.
_OWN_ADDRESSES = ("", "0.0.0.0", "::", "127.0.0.1", "::1", "localhost")


def _leaves_port_open(address: Operand) -> bool:
    """Whether an operand is an address of this machine with port 0."""
    match address:
        case Expr("tuple", (Const(host), Const(port))):
            return host in _OWN_ADDRESSES and port == 0
    return False


#: Arguments that are visibly empty buffers. `new byte[] { 0 }` is none.
_EMPTY = re.compile(
    r"(?:\b\w+\.Empty<\w+>\(\)|new \w*\[0\]|Memory<byte>\.Empty|\bb(?:\"\"|'')|\bbytearray\(0?\)|\bbytes\(0?\))$"
)


def _takes_nothing(call: Call) -> bool:
    """Whether a call is visibly given no room or no bytes: an empty buffer, or a count of 0 (behind an offset of 0, or
    before the flags)."""
    if any(_EMPTY.search(argument.text) for argument in call.arguments):
        return True
    if len(call.arguments) < 3:
        return False
    _, first, second = call.arguments[:3]
    return first.value == Const(0) and (second.value == Const(0) or "SocketFlags" in second.text)
