"""Joins the handles on one connection: a client, its stream, the reader over that, the arguments of its events."""

from __future__ import annotations

from collections.abc import Sequence

from sockslint.flow.model import Assign, Call, Expr, Operand, Read
from sockslint.program.calls import Calls, argument_at
from sockslint.program.index import Method, events_of
from sockslint.program.nodes import object_of, tuple_part


def join_handles(program: Calls) -> None:
    """Join places that are handles on one connection: aliases, and what the API models say is derived."""
    handles = _Handles(program)
    for method in program.methods:
        handles.join_pair(method, [parameter.place for parameter in method.function.parameters])
        for event in events_of(method):
            match event:
                case Call():
                    handles.join_call(method, event)
                case Read():
                    handles.join_read(method, event)
                case Assign():
                    handles.join_path(method, event.target)
                    handles.join_parts(method, event.value)
    handles.join_members_of_themselves()


class _Handles:
    """The families in the making."""

    def __init__(self, program: Calls) -> None:
        self._program = program
        kind, index = program.apis.kind, program.index
        #: The program's own types that are connections themselves.
        self._connections = {
            type_ for type_ in index.types if any(kind(base) == "connection" for base in index.ancestry(type_))
        }
        #: Members of theirs: what they were asked of, their own node, and that of the type's `this`.
        self._members: dict[tuple[str, str, str], None] = {}

    def join_members_of_themselves(self) -> None:
        """A member of a connection's own subclass that is a handle on that (``Socket Inner => Client;``) is one on
        whatever it is asked of."""
        for owner, member, this in self._members:
            if self._program.family(member) == self._program.family(this):
                self._program.join(owner, member)

    def join_read(self, method: Method, read: Read) -> None:
        self._note_member(method, read.place)
        for row in self._program.rows_of_member(method, read.place, "get"):
            result = self._program.node(method, read.result)
            if row.member.lent:
                self._program.lent.add(result)
            if row.member.derives_from == "receiver":
                owner = self._program.node(method, read.place.rpartition(".")[0])
                self._program.join(owner, result)
                self._program.join(owner, self._program.node(method, read.place))

    def join_parts(self, method: Method, value: Operand) -> None:
        """``reader, writer = wrap(...)``: what comes with the one handle that is known of a pair is the other."""
        if isinstance(value, Expr) and value.op == "item:0" and isinstance(value.operands[0], str):
            whole = self._program.node(method, value.operands[0])
            first, second = (self._program.aliases.part(whole, tuple_part(at)) for at in (0, 1))
            if any(left in self._program.types(first) for left, _ in self._program.apis.pairs):
                self._program.join(first, second)

    def join_path(self, method: Method, place: str) -> None:
        owner, dot, _ = place.rpartition(".")
        if dot and any(row.member.derives_from for row in self._program.rows_of_member(method, place, "get")):
            self._program.join(self._program.node(method, owner), self._program.node(method, place))

    def join_call(self, method: Method, call: Call) -> None:
        if isinstance(call.receiver, str):
            self._join_prefixes(method, call.receiver)
        self.join_pair(method, [argument.value for argument in call.arguments])
        result = self._program.node(method, call.result)
        resolution = self._program.resolve(method, call)
        if not resolution.known and self._program.kind(result) == "stream":
            self._join_stream_of(method, call, result)
        for row in resolution.rows:
            if row.member.lent:
                self._program.lent.add(result)
            source = row.member.derives_from
            if source is not None:
                operand = call.receiver if source == "receiver" else argument_at(call, source)
                if isinstance(operand, str):
                    self._program.join(result, self._program.node(method, operand))
                if not self._program.owns(call, row.member):
                    self._program.borrowing.add(self._program.aliases.find(result))
            if isinstance(row.member.returns, list):
                kinds = [self._program.apis.kind(name) for name in row.member.returns]
                handles = [f"{result}{tuple_part(at)}" for at, kind in enumerate(kinds) if kind != "other"]
                for handle in handles[1:]:
                    self._program.join(handles[0], handle)
            if row.member.subject == "receiver" and isinstance(call.receiver, str):
                for argument in call.arguments:
                    if isinstance(argument.value, str):
                        node = self._program.node(method, argument.value)
                        if self._program.kind(node) == "event_args":
                            self._program.join(node, self._program.node(method, call.receiver))

    def _join_stream_of(self, method: Method, call: Call, result: str) -> None:
        """A stream that an unknown function makes of the one connection it is given is another handle on that."""
        places = [argument.value for argument in call.arguments if isinstance(argument.value, str)]
        given = [self._program.node(method, place) for place in places]
        connections = [node for node in given if self._program.kind(node) == "connection"]
        if len(connections) == 1:
            self._program.join(result, connections[0])

    def join_pair(self, method: Method, passed: Sequence[Operand]) -> None:
        """The two handles on one connection that some call gave out together, when they are passed on together."""
        if len(passed) < 2:
            return
        by_type: dict[str, list[str]] = {}
        for operand in passed:
            if isinstance(operand, str):
                node = self._program.node(method, operand)
                for type_ in self._program.types(node) & self._program.apis.paired:
                    by_type.setdefault(type_, []).append(node)
        for left, right in self._program.apis.pairs if len(by_type) > 1 else ():
            if len(by_type.get(left, ())) == 1 and len(by_type.get(right, ())) == 1:
                self._program.join(by_type[left][0], by_type[right][0])

    def _join_prefixes(self, method: Method, place: str) -> None:
        """Join each derived member on an access path (``client.Client``) with what it is a member of."""
        while "." in place:
            self.join_path(method, place)
            self._note_member(method, place)
            place = place.rpartition(".")[0]

    def _note_member(self, method: Method, place: str) -> None:
        owner, dot, _ = place.rpartition(".")
        if not self._connections or not dot or owner == "this":
            return
        node = self._program.node(method, owner)
        for type_ in sorted(self._program.types(node) & self._connections):
            self._members[node, self._program.node(method, place), object_of(type_)] = None
