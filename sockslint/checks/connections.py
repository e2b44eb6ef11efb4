"""What a use is of: a connection over a network, whose stream can end, or a datagram socket, a file, something else.

The kind of a place (`Program.kind`) is that of all that flows there. Here it is told more closely, for one use: by what
the type at hand makes and keeps, and by what is done with the place anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from sockslint.checks.uses import Use, Uses
from sockslint.flow.model import Assign, Call, Const, Operand, Read, holder, is_own_member
from sockslint.program.index import Method, events_of
from sockslint.program.link import Program
from sockslint.program.nodes import member_of
from sockslint.program.places import FOREIGN, GUESSED
from sockslint.rulebook.model import Kind

#: Of how many of the program's own types a stream may be that is taken for one over a connection. The code of a file
#: system or an archive has places that hold any stream; what is read there is files.
MAX_STREAMS = 2


class Connections:
    """Tells the connections of a program from what flows together with them."""

    def __init__(self, program: Program, uses: Uses) -> None:
        self._program = program
        self._uses = uses

    def is_connection(self, use: Use) -> bool:
        """Whether a use is of a connection whose stream can end: no datagram, no file, nothing of the user's own."""
        assert use.node is not None
        family = self._program.family(use.node)
        kind = self._kept_kind(use, family) if family in self._shared else None
        kind = kind or self._program.kind(use.node)
        if kind == "event_args":
            return family not in self.datagrams
        if use.node in self._sought or self.is_another_thing(use):
            return False
        if self._may_be_any_stream(use.node) or self._program.origins.all_of(use.node, self._program.apis.unconnected):
            return False
        return kind == "connection" or (kind == "stream" and family in self.known)

    @cached_property
    def known(self) -> frozenset[str]:
        """The families of which some handle is known to be a connection over a network."""
        known: set[str] = set()
        for method in self._program.methods:
            for block in method.function.blocks:
                for event in block.events:
                    places = [event.target] if isinstance(event, Assign) else []
                    if isinstance(event, Call | Read):
                        places = [event.result]
                    if isinstance(event, Call) and isinstance(event.receiver, str):
                        places.append(event.receiver)
                    for place in places:
                        node = self._program.node(method, place)
                        made = "kind:connection" in self._program.aliases.facts(node)
                        if made or self._program.kind(node) in ("connection", "event_args"):
                            known.add(self._program.family(node))
        return frozenset(known)

    @cached_property
    def _sought(self) -> frozenset[str]:
        """The nodes of which a member is used that only what can be sought in has: a file, a stream in memory."""
        seeking, found = self._program.apis.seeking, set()
        for method in self._program.methods:
            for event in events_of(method):
                match event:
                    case Call(receiver=str(owner), name=name) if name in seeking:
                        found.add(self._program.node(method, owner))
                    case Assign(target=place) if place.rpartition(".")[2] in seeking:
                        found.add(self._program.node(method, holder(place)))
        return frozenset(found)

    def _may_be_any_stream(self, node: str) -> bool:
        """Whether a place may hold streams of too many of the program's own types."""
        index, kind = self._program.index, self._program.apis.kind
        own = self._program.types(node) & index.types.keys()
        if len(own) <= MAX_STREAMS:
            return False
        return sum(any(kind(base) == "stream" for base in index.ancestry(type_)) for type_ in own) > MAX_STREAMS

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The families that both connections and datagram sockets are known to flow into, by a member of some type that
        the users of both share."""
        families: dict[Kind, set[str]] = {}
        for node, kind in self._program.made.items():
            families.setdefault(kind, set()).add(self._program.family(node))
        return frozenset(families.get("connection", set()) & families.get("datagram", set()))

    def _kept_kind(self, use: Use, family: str) -> Kind | None:
        """What the type at hand makes and keeps of a family, if it is all of one kind."""
        owner = self._program.index.types.get(use.method.owner or "")
        nodes = [member_of(owner.key, name) for name in owner.fields] if owner is not None else []
        kinds = {self._program.made.get(node) for node in nodes if self._program.family(node) == family} - {None}
        return kinds.pop() if len(kinds) == 1 else None

    def is_another_thing(self, use: Use) -> bool:
        """Whether the type at hand makes an object of some other class, that is no connection, wherever it sets the
        member in use: what a member of a shared base holds in its siblings is their affair."""
        program, owner = self._program, use.method.owner
        if program.language != "python" or owner is None or use.subject is None or not is_own_member(use.subject):
            return False
        made = next(
            (m for base in program.index.ancestry(owner) if (m := self._made_for.get((base, use.node or "")))), ()
        )
        return bool(made) and all(
            type_ is not None and all(program.apis.kind(base) == "other" for base in program.index.ancestry(type_))
            for type_ in made
        )

    @cached_property
    def _made_for(self) -> Mapping[tuple[str, str], set[str | None]]:
        """The types of what the methods of a type make for a member, by the type and the member's node: of the
        program's own, or ``""`` for a class that was not read; None among them if something else is put there, too."""
        found: dict[tuple[str, str], set[str | None]] = {}
        for method in self._program.methods:
            makers = {event.result: event for event in events_of(method) if isinstance(event, Call)}
            for event in events_of(method):
                if not isinstance(event, Assign) or not is_own_member(event.target) or event.value == Const(None):
                    continue
                call = makers.get(event.value) if isinstance(event.value, str) else None
                type_ = None if call is None else self._class_made(method, call)
                found.setdefault((method.owner or "", self._program.node(method, event.target)), set()).add(type_)
        return found

    def _class_made(self, method: Method, call: Call) -> str | None:
        created, resolution = self._program.created_type(method, call), self._program.resolve(method, call)
        if created in self._program.index.types:
            return created
        if created is not None or resolution.known:
            return None
        unread = self._program.makes_of_unread_class(method, call) or self._is_of_unread_class(method, call.receiver)
        return "" if unread else None

    def _is_of_unread_class(self, method: Method, operand: Operand | None) -> bool:
        """Whether all that is known of an object is that its class was not read: what it makes is that class's affair
        (``zmq.Context().socket(REP)``)."""
        if not isinstance(operand, str):
            return False
        facts = self._program.aliases.facts(self._program.node(method, operand))
        return FOREIGN in facts and GUESSED not in facts

    @cached_property
    def datagrams(self) -> frozenset[str]:
        """The families of datagram sockets."""
        return frozenset(
            self._program.family(use.node)
            for uses in self._uses.by_role.values()
            for use in uses
            if use.node is not None and self._program.kind(use.node) == "datagram"
        )

    def expects_datagrams(self, use: Use) -> bool:
        """Whether the type at hand uses the place as a datagram socket, whatever else a shared member may hold."""
        if use.node is None:
            return False
        return (use.method.owner or use.method.outermost, use.node) in self._datagram_users

    @cached_property
    def _datagram_users(self) -> frozenset[tuple[str | int, str]]:
        """The types (or functions outside any) that use a place as only a datagram socket is used, unless they connect
        it, and it was only ever made as another one."""
        used: set[tuple[str | int, str]] = set()
        connected: set[tuple[str | int, str]] = set()
        for use in self._uses.every:
            if use.node is not None:
                place = use.method.owner or use.method.outermost, use.node
                if use.member.tells == "datagram" and not self._comes_as_stream(use.node):
                    used.add(place)
                elif use.member.role == "connect" and self._is_made_as_stream(use.node):
                    connected.add(place)
        return frozenset(used - connected)

    def _comes_as_stream(self, node: str) -> bool:
        """Whether nothing but stream sockets is seen to flow to a place, in Python, where many write `recvfrom` for
        `recv`."""
        facts = self._program.aliases.facts(node)
        return self._program.language == "python" and "kind:connection" in facts and "kind:datagram" not in facts

    def _is_made_as_stream(self, node: str) -> bool:
        """Whether what a place holds is made as a stream socket, and nothing that flows there for datagrams."""
        made = self._program.made.get(node)
        return made == "connection" and "kind:datagram" not in self._program.aliases.facts(node)
