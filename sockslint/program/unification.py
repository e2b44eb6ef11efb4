"""Finds the aliases of a program: every assignment, argument, result and callback unifies what may be the same object.

Types and aliases depend on each other (a member's declaration is known once its owner's type is), so the flows of
all functions are unified in rounds, each seeing more types than the last, until one makes no difference; three settle
real code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sockslint.flow.model import (
    Assign,
    Call,
    Closure,
    Const,
    Event,
    Expr,
    Operand,
    Read,
    Return,
    Unit,
    Yield,
    given_out,
    is_variable,
    listed,
)
from sockslint.program.apis import Row, is_given
from sockslint.program.calls import Calls, Resolution, Target, argument_at, bind_all
from sockslint.program.elements import ELEMENTS, KEYS, node_of, pass_on, tell_of_entries
from sockslint.program.index import CONSTRUCTOR, Method, events_of
from sockslint.program.nodes import is_local, is_member, member_of, returned, tuple_part, type_at_hand
from sockslint.program.places import FOREIGN, GUESSED
from sockslint.program.typenames import UNKNOWN, TypeName, parse
from sockslint.program.words import says
from sockslint.rulebook.model import Kind, Member

ROUNDS = 3
#: As many definitions as it takes for none to be the only one.
MANY = 2
#: How deep in collections of collections a connection is looked for, and at which places of a tuple.
MAX_HOLDING = 2
_PLACES = tuple(map(tuple_part, range(6)))


def unify(program: Calls) -> None:
    """Find the aliases and types of all places of a program."""
    _Unification(program).run()


class _Unification:
    """The aliases in the making."""

    def __init__(self, program: Calls) -> None:
        self._program = program
        self._datagram_units: set[str] = set()
        self._derived: dict[str, str] = {}
        #: In Python, how many definitions each local has; of a parameter each caller's argument is one.
        self._definitions: Counter[str] = Counter()

    def run(self) -> None:
        """Declare what is declared, then unify in rounds."""
        self._declare_types()
        self._declare_entries()
        self._note_datagrams()
        self._count_definitions()
        before = None
        for turn in range(ROUNDS):
            self._program.forget()
            self._program.origins.forget()
            if turn:
                self._guess_types()
            self._unify_properties()
            for method in self._program.methods:
                for event in events_of(method):
                    self._unify_event(method, event)
            if (known := self._known()) == before:
                break
            before = known
        self._program.fix()

    def _known(self) -> object:
        """What a round may have come to know, to be compared with what was known before it."""
        program = self._program
        counted = program.aliases.changes, program.families.changes, len(program.lent), len(self._datagram_units)
        return counted, dict(program.declared), dict(program.made), dict(self._derived)

    # --- declarations ---

    def _declare_types(self) -> None:
        for type_ in self._program.index.types.values():
            for name, (unit, field) in type_.fields.items():
                if field.type:
                    scope = type_.declarations[0][1].name
                    self._declare(member_of(type_.key, name), parse(field.type), unit, scope)
        for method in self._program.methods:
            function = method.function
            for parameter in function.given:
                if parameter.type:
                    node = self._program.node(method, parameter.place)
                    self._declare(node, parse(parameter.type), method.unit, function.owner)
                    if self._program.declared.get(node) in self._program.apis.streams:
                        self._program.origins.expect(node)
            for place, text in function.locals.items():
                self._declare(self._program.node(method, place), parse(text), method.unit, function.owner)
            if function.returns:
                type_returned = parse(function.returns)
                if "contextmanager" in function.flags:  # an iterator over the one thing that it yields
                    type_returned = next(iter(type_returned.arguments), UNKNOWN)
                self._declare(returned(method.id), type_returned, method.unit, function.owner)

    def _declare(self, node: str, type_: TypeName, unit: Unit, scope: str | None, depth: int = 0) -> None:
        if type_ is UNKNOWN or depth > 3:
            return
        if type_.name.rpartition(".")[2] in ("()", "Tuple", "ValueTuple", "tuple"):
            for at, part in enumerate(type_.arguments):
                for name in type_.names[at : at + 1]:
                    self._program.tuple_elements[node, name] = at
                self._declare(self._part(node, tuple_part(at)), part, unit, scope, depth + 1)
            return
        key = self._program.index.resolve(type_, unit, scope)
        if key is not None:
            key = self._class_meant(key)
            self._program.declared[node] = key
            self._program.aliases.add_fact(node, key)
        elif type_.name != "[]":
            # A type that nobody knows is still a type: it must not be taken for a socket by what flows into it.
            self._program.declared.setdefault(node, f"?{type_.name}")
        if type_.element is not None:
            self._declare(self._part(node), type_.element, unit, scope, depth + 1)

    def _class_meant(self, key: str) -> str:
        """The class that a written type means: of a module that is written as one (``sock: socket``) the class of its
        name."""
        named_like_it = f"{key}.{key.rpartition('.')[2]}"
        return named_like_it if named_like_it in self._program.apis.types else key

    def _unify_properties(self) -> None:
        """A property holds what its getter returns."""
        for type_ in self._program.index.types.values():
            for name, functions in type_.accessors.items():
                for function in functions:
                    if self._program.methods[function].function.kind == "getter":
                        self._program.aliases.unify(member_of(type_.key, name), returned(function))
                        self._program.origins.add(member_of(type_.key, name), returned(function))

    def _declare_entries(self) -> None:
        """What the platform gives to methods that it calls on the user's subclasses (``connection_made``)."""
        for type_ in self._program.index.types.values():
            for base in self._program.index.ancestry(type_.key):
                api = self._program.apis.types.get(base)
                for name, given in (api.entries if api is not None else {}).items():
                    for id_ in type_.methods.get(CONSTRUCTOR if name == "__init__" else name, ()):
                        handles = self._give(id_, given)
                        if api is not None and any(member.lent or member.lends for member in api.members):
                            self._program.lent.update(handles)

    def _give(self, function: int, given: Sequence[str]) -> list[str]:
        """A function is called with objects of these types; several connections are handles on one. What is given
        connections is returned."""
        callee = self._program.methods[function]
        handles = []
        for parameter, type_ in zip(callee.function.given, given, strict=False):
            node = self._program.node(callee, parameter.place)
            self._note_origin(node, None)
            if type_ not in ("", "_", "other"):
                self._program.aliases.add_fact(node, type_)
                if self._program.apis.kind(type_) in ("connection", "stream"):
                    handles.append(node)
        for handle in handles[1:]:
            self._program.join(handles[0], handle)
        return handles

    def _guess_types(self) -> None:
        """Give a type to receivers that nobody declared, by the distinctive members that are used on them."""
        used: dict[str, dict[str, set[str]]] = {}
        refuted: set[tuple[str, str]] = set()
        for method in self._program.methods:
            for event in events_of(method):
                match event:
                    case Call(_, _, str(receiver), name):
                        self._note_use(used, method, receiver, name, called=bool(event.arguments))
                        refuted.update(self._awaited_in_vain(method, event, receiver))
                    case Read(_, _, place):
                        self._note_use(used, method, *place.rpartition(".")[::2], called=False)
        for node, type_ in refuted:
            used.get(node, {}).pop(type_, None)
        for node, by_type in used.items():
            if not by_type:
                continue
            type_, names = max(by_type.items(), key=lambda entry: len(entry[1]))
            if len(names) >= self._program.apis.types[type_].enough:
                self._program.aliases.add_fact(node, type_)
                self._program.aliases.add_fact(node, GUESSED)

    def _awaited_in_vain(self, method: Method, call: Call, receiver: str) -> Iterator[tuple[str, str]]:
        """A receiver with the types that it is not of, for what these do at once is awaited on it."""
        apis = self._program.apis
        for type_ in apis.distinctive.get(call.name, ()) if call.awaited else ():
            if {row.member.io for row in apis.rows(type_.name, call.name)} == {"sync"}:
                yield self._program.aliases.find(self._program.node(method, receiver)), type_.name

    def _note_use(
        self, used: dict[str, dict[str, set[str]]], method: Method, receiver: str, name: str, *, called: bool
    ) -> None:
        candidates = self._program.apis.distinctive.get(name)
        if not candidates or receiver in ("", "this"):
            return
        node = self._program.node(method, receiver)
        if node in self._program.declared or self._program.receiver_types(method, receiver):
            return
        for type_ in candidates:
            names = used.setdefault(self._program.aliases.find(node), {}).setdefault(type_.name, set())
            names.add(name)
            if (
                called
                and method.unit.path not in self._datagram_units
                and says(receiver.rpartition(".")[2], frozenset(type_.named))
            ):
                names.add(" by its own name")

    def _note_datagrams(self) -> None:
        """Whatever makes a socket, and is told to make one for datagrams, does so."""
        words = self._program.apis.datagram_arguments
        for method in self._program.methods:
            for event in events_of(method):
                if isinstance(event, Call) and any(is_given(event, word) for word in words):
                    result = self._program.node(method, event.result)
                    self._program.made[result] = "datagram"
                    self._program.aliases.add_fact(result, "kind:datagram")
                    self._datagram_units.add(method.unit.path)

    def _count_definitions(self) -> None:
        """Find out how often each local of a Python function is defined."""
        for method in self._program.methods if self._program.language == "python" else ():
            for parameter in method.function.given:
                self._definitions[self._program.node(method, parameter.place)] += MANY
            for event in events_of(method):
                if isinstance(event, Assign) and is_variable(event.target):
                    self._definitions[self._program.node(method, event.target)] += 1

    # --- flows ---

    def _note_origin(self, target: str, source: str | None) -> None:
        """A place that may hold a stream gets what another has; None if nobody knows what it gets."""
        if not self._program.aliases.facts(target).isdisjoint(self._program.apis.streams):
            self._program.origins.add(target, source)

    def _part(self, node: str, suffix: str = ELEMENTS) -> str:
        return self._program.aliases.part(node, suffix)

    def _is_connection(self, method: Method, value: Operand) -> bool:
        return isinstance(value, str) and self._program.kind(self._program.node(method, value)) != "other"

    def _unify_event(self, method: Method, event: Event) -> None:
        match event:
            case Assign():
                target = self._program.node(method, event.target)
                if event.type:
                    self._declare(target, parse(event.type), method.unit, method.function.owner)
                if not event.target.endswith(KEYS) or self._is_connection(method, event.value):
                    self._flow(method, target, event.value)
                for setter in map(self._program.methods.__getitem__, self._program.setters(method, event.target)):
                    for parameter in setter.function.given[-1:]:
                        self._flow(method, self._program.node(setter, parameter.place), event.value)
                if is_member(target) and isinstance(event.value, str):  # what a member holds was made for it
                    made = self._program.made.get(self._program.node(method, event.value))
                    if made is not None:
                        self._program.made.setdefault(target, made)
            case Read():
                self._unify_read(method, event)
            case Return(_, value) if value is not None:
                self._flow(method, returned(method.id), value)
            case Yield(_, value) if value is not None and "contextmanager" in method.function.flags:
                self._flow(method, returned(method.id), value)  # what `with` has under its name
            case Call():
                self._unify_call(method, event)

    def _unify_read(self, method: Method, event: Read) -> None:
        node, result = self._program.node(method, event.place), self._program.node(method, event.result)
        functions = self._program.functions_named(method, event.place)
        for function in functions:
            self._program.aliases.add_function(result, function)
        if functions:
            return
        self._program.aliases.unify(result, node)
        self._note_origin(result, node)
        self._inherit_declaration(result, node)
        if (made := self._program.made.get(node)) is not None:
            self._program.made.setdefault(result, made)
        owner, _, name = event.place.rpartition(".")
        if owner and self._program.apis.passed(name) == "receiver":
            whole = self._program.node(method, owner)
            if not any(self._program.index.declaring(type_, name) for type_ in self._program.types(whole)):
                self._program.aliases.unify(result, whole)
                self._note_origin(result, whole)
        for getter in self._program.getters(method, event.place):
            self._program.aliases.unify(result, returned(getter))
            self._note_origin(result, returned(getter))
        for row in self._program.rows_of_member(method, event.place, "get"):
            self._program.apply_row_types(row.member, result)
        self._note_kind(method, event.place, result)
        if "." in owner:
            self._note_kind(method, owner, self._program.node(method, owner))

    def _note_kind(self, method: Method, place: str, node: str) -> None:
        """What the model of a member says is made of it (``UdpClient.Client``)."""
        for row in self._program.rows_of_member(method, place, "get"):
            if row.member.makes:
                self._program.aliases.add_fact(node, f"kind:{row.member.makes}")

    def _flow(self, method: Method, target: str, value: Operand) -> None:
        """What `value` holds may be what `target` holds."""
        match value:
            case str():
                functions = self._program.functions_named(method, value)
                for function in functions:
                    self._program.aliases.add_function(target, function)
                if not functions:
                    source = self._program.node(method, value)
                    self._inherit_declaration(target, source)
                    self._program.aliases.unify(target, source)
                    self._note_origin(target, source)
                    if (type_ := type_at_hand(source)) is not None:  # ``return self``
                        self._program.aliases.add_fact(target, type_)
            case Closure(function):
                self._program.aliases.add_function(target, self._program.index.function_ids[method.unit.path, function])
            case Expr(op, operands):
                self._flow_expression(method, target, op, operands)
            case Const():
                pass

    def _inherit_declaration(self, target: str, source: str) -> None:
        """``var x = field`` has the declared type of the field, and the kind of what was made for it, whatever else
        flows there; in Python a local has the type of what was made for it, if it is given nothing else."""
        kept = self._program.language == "csharp" or self._definitions[target] == 1
        if kept and is_local(target) and source in self._program.declared:
            self._program.declared.setdefault(target, self._program.declared[source])
        made = self._program.made.get(source)
        if made is not None and made != "other":  # what is given one end of a pair may well be given a connection
            self._program.made.setdefault(target, made)

    def _flow_expression(self, method: Method, target: str, op: str, operands: tuple[Operand, ...]) -> None:
        if op in ("tuple", "collection"):
            for at, part in enumerate(operands):
                self._flow(method, self._part(target, tuple_part(at)) if op == "tuple" else self._part(target), part)
            connections = [part for part in operands if self._is_connection(method, part)]
            if op == "tuple" and len(connections) == 1:
                self._flow(method, self._part(target), connections[0])  # an index means this one, if any
            return
        if not operands:
            return
        if op == "gathered":
            self._flow(method, target, operands[1])
            return
        source = operands[0]
        if not (op == "await" or op.startswith("cast:")):
            self._note_origin(target, None)
        if op in ("await", "some"):
            self._flow(method, target, source)
        elif op.startswith("cast:"):
            self._flow(method, target, source)
            key = self._program.index.resolve(parse(op[5:]), method.unit, method.function.owner)
            if key is not None:
                self._program.aliases.add_fact(target, key)
            elif parse(op[5:]) is not UNKNOWN and target not in self._program.declared:
                self._program.declared[target] = f"?{op[5:]}"
        elif op == "slice":
            whole = node_of(self._program, method, source)
            if whole is not None:
                self._program.aliases.share(target, whole, ELEMENTS)
        elif op == "element" or op.startswith("item:"):
            self._flow_part(method, target, op, Expr(op, operands))

    def _flow_part(self, method: Method, target: str, op: str, value: Expr) -> None:
        """An element of a collection, or a part of a tuple."""
        part = node_of(self._program, method, value)
        if part is not None:
            self._program.aliases.unify(target, part)
            if part in self._program.made:
                self._program.made.setdefault(target, self._program.made[part])
        elif (source := listed(value.operands[0])) is not None:
            at = int(op[5:]) if op.startswith("item:") else None
            for number, operand in enumerate(source.operands):
                if at in (None, number, number - len(source.operands)):
                    self._flow(method, target, operand)

    def _unify_call(self, method: Method, call: Call) -> None:
        result = self._program.node(method, call.result)
        resolution = self._program.resolve(method, call)
        for place in given_out(call):
            self._note_origin(self._program.node(method, place), None)
        if isinstance(call.receiver, str) and "." in call.receiver:
            self._note_kind(method, call.receiver, self._program.node(method, call.receiver))
        for target in resolution.targets:
            self._pass_arguments(method, call, target, result)
        for row in resolution.rows:
            self._apply_row(method, call, row, result)
        for function in self._program.functions_run(method, call):
            self._pass_result(result, function)
        self._note_type_made(method, call, resolution, result)
        passed = self._program.passed_operand(call, resolution)
        if passed is not None:
            self._flow(method, result, passed)
        for function, task in self._program.continued_by(method, call):
            if isinstance(call.receiver, str):
                self._flow(method, self._program.node(self._program.methods[function], task), call.receiver)
        self._flow_collections(method, call, result)

    def _pass_arguments(self, method: Method, call: Call, target: Target, result: str) -> None:
        """A function gets what a call gives it, and the call yields what it returns."""
        callee = self._program.methods[target.function]
        makes = callee.function.kind == "constructor"
        if not makes:
            self._pass_result(result, target.function)
        for argument, parameter in bind_all(call, callee, target.skip):
            if makes and self._program.language == "python":
                self._give_to_constructor(method, self._program.node(callee, parameter), argument)
            else:
                self._flow(method, self._program.node(callee, parameter), argument)

    def _apply_row(self, method: Method, call: Call, row: Row, result: str) -> None:
        """What the API models say of a call, of what it is made on and what it yields."""
        member = row.member
        self._program.apply_row_types(member, result)
        if isinstance(member.returns, list):
            self._index_into(result, len(member.returns))
        self._pass_origin(method, call, member, result)
        kind = member.makes or ("connection" if member.role == "accept" else None)
        if kind is not None:
            self._note_kind_made(method, call, member, kind, result)
        subject = self._program.subject_node(method, call, member) if member.tells or member.takes else None
        if subject is not None and member.tells:
            self._program.aliases.add_fact(subject, f"tells:{member.tells}")
        if subject is not None and member.takes:
            self._program.aliases.add_fact(subject, member.takes)
        if member.form == "new" and row.type.name and member.makes != "other":
            self._program.aliases.add_fact(result, row.type.name)
        self._link_callback(method, call, member)
        self._put_among_elements(method, call, member, result)

    def _note_kind_made(self, method: Method, call: Call, member: Member, kind: Kind, result: str) -> None:
        """A call makes something of this kind: what it yields, each part of that, or what it is made on."""
        if isinstance(member.returns, list):
            made = [self._part(result, tuple_part(at)) for at, name in enumerate(member.returns) if name != "other"]
        else:
            subject = self._program.subject_node(method, call, member) if member.form != "new" else None
            made = [subject or result]
        for each in made:
            self._program.aliases.add_fact(each, f"kind:{kind}")
            self._program.made[each] = kind
        if kind == "datagram":
            self._datagram_units.add(method.unit.path)

    def _note_type_made(self, method: Method, call: Call, resolution: Resolution, result: str) -> None:
        """What a call yields is of the type that it makes an object of, also of one that nobody knows."""
        if any(row.member.form == "new" and row.member.makes == "other" for row in resolution.rows):
            return  # of a type that speaks of connections, over something else
        created = self._program.created_type(method, call)
        if created is not None:
            self._program.aliases.add_fact(result, created)
            if self._program.language == "csharp" or self._is_no_connection(created):
                self._program.declared.setdefault(result, created)
        elif call.form == "new" and call.name and not resolution.rows:
            self._program.declared.setdefault(result, f"?{call.name}")
        elif not resolution.known and self._program.makes_of_unread_class(method, call):
            self._program.aliases.add_fact(result, FOREIGN)

    def _is_no_connection(self, type_: str) -> bool:
        """Whether a type is the program's own, and derives from none that is a connection."""
        bases = self._program.index.ancestry(type_) if type_ in self._program.index.types else ()
        return bool(bases) and all(self._program.apis.kind(base) == "other" for base in bases)

    def _index_into(self, pair: str, size: int) -> None:
        """An index into a tuple means the one connection in it, if any (``listener.accept()[0]``)."""
        parts = [part for at in range(size) if self._program.kind(part := self._part(pair, tuple_part(at))) != "other"]
        if len(parts) == 1:
            self._program.aliases.unify(self._part(pair), parts[0])

    def _pass_result(self, result: str, function: int) -> None:
        """A call yields what a function returns."""
        source = returned(function)
        self._inherit_declaration(result, source)
        self._program.aliases.unify(result, source)
        self._note_origin(result, source)

    def _give_to_constructor(self, method: Method, parameter: str, argument: Operand) -> None:
        """What the constructor of a Python class is given.

        Connections and functions flow into it, and the elements of a collection that holds connections. What else a
        class is made of is of all types, the more so the more classes derive from it, and would make one object of them
        all: of that only the types are told.
        """
        given = isinstance(argument, str) and bool(self._program.functions_of(method, argument))
        if isinstance(argument, Closure) or given or self._is_connection(method, argument):
            self._flow(method, parameter, argument)
        elif (node := node_of(self._program, method, argument)) is not None:
            for type_ in self._program.types(node):
                self._program.aliases.add_fact(parameter, type_)
            if self._holds_connections(node):
                self._program.aliases.share(parameter, node, ELEMENTS, KEYS)

    def _holds_connections(self, node: str, depth: int = 0) -> bool:
        """Whether a node is of a collection of connections, or of tuples or lists that have one."""
        parts = [
            self._part(node, suffix) for suffix in (ELEMENTS, *_PLACES) if self._program.aliases.has_part(node, suffix)
        ]
        return any(
            self._program.kind(part) in ("connection", "datagram")
            or (depth < MAX_HOLDING and self._holds_connections(part, depth + 1))
            for part in parts
        )

    # --- calls, collections, callbacks ---

    def _pass_origin(self, method: Method, call: Call, member: Member, result: str) -> None:
        """``with closing(sock) as s``: what a call yields may be what its receiver was derived from."""
        if member.derives_from is not None:
            source = call.receiver if member.derives_from == "receiver" else argument_at(call, member.derives_from)
            if isinstance(source, str):
                self._derived[self._program.aliases.find(result)] = self._program.node(method, source)
        elif member.passes == "origin" and isinstance(call.receiver, str):
            origin = self._derived.get(self._program.aliases.find(self._program.node(method, call.receiver)))
            if origin is not None:
                self._program.aliases.unify(result, origin)

    def _flow_collections(self, method: Method, call: Call, result: str) -> None:
        pass_on(self._program, method, call, result)
        if not isinstance(call.receiver, str):
            return
        collection = self._part(self._program.node(method, call.receiver))
        collections = self._program.apis.collections
        if call.name in collections.stores and call.arguments:
            self._flow(method, collection, call.arguments[-1].value)
        elif call.name in collections.extends and call.arguments and isinstance(call.arguments[-1].value, Expr):
            self._flow(method, self._program.node(method, call.receiver), call.arguments[-1].value)
        elif call.name in collections.takes:
            self._program.aliases.unify(result, collection)
        elif call.name in collections.takes_out and call.arguments:
            self._flow(method, collection, call.arguments[-1].value)
        elif call.name in collections.same_elements:
            self._program.aliases.unify(self._part(result), collection)
        for argument in call.arguments:
            if isinstance(argument.value, Closure) and not self._program.resolve(method, call).known:
                (function,) = self._program.functions_of(method, argument.value)
                inner = self._program.methods[function]
                if len(inner.function.parameters) == 1:
                    element = self._program.node(inner, inner.function.parameters[0].place)
                    self._program.aliases.unify(element, collection)

    def _put_among_elements(self, method: Method, call: Call, member: Member, result: str) -> None:
        """What a call makes an element of its receiver of, and what it tells of those."""
        yields = member.passes == "entries:receiver"
        if not isinstance(call.receiver, str) or not (member.puts or yields):
            return
        whole = self._program.node(method, call.receiver)
        for name, reference in member.puts.items():
            operand = argument_at(call, reference)
            member_of_element = self._program.member_node(self._part(whole), name)
            if isinstance(operand, str) and not self._program.functions_named(method, operand):
                # Whatever else is put there: what was made for this one says nothing of the others.
                self._program.aliases.unify(member_of_element, self._program.node(method, operand))
            elif operand is not None:
                self._flow(method, member_of_element, operand)
        if yields:
            tell_of_entries(self._program, result, whole)

    def _link_callback(self, method: Method, call: Call, member: Member) -> None:
        """What is called later receives the state it was registered with: as ``AsyncState`` of what it is given if by
        a begin call, else as its parameters."""
        callback = argument_at(call, member.callback)
        if callback is not None:
            functions = self._program.functions_called_back(method, callback)
            if member.form == "new":  # a thread holds what it will run until it is started
                for function in functions:
                    self._program.aliases.add_function(self._program.node(method, call.result), function)
        elif member.state is not None and isinstance(call.receiver, str):
            functions = self._program.functions_of(method, call.receiver)
        else:
            return
        for function in functions:
            callee = self._program.methods[function]
            handles = self._give(function, member.callback_takes)
            if member.lends:
                self._program.lent.update(handles)
            parameters = [parameter.place for parameter in callee.function.given]
            if member.callback_takes and member.state is not None:
                state = argument_at(call, member.state)
                if state is not None and parameters:
                    self._flow(method, self._program.node(callee, f"{parameters[0]}.AsyncState"), state)
            else:
                for given, place in zip(self._given_state(call, member), parameters, strict=False):
                    self._flow(method, self._program.node(callee, place), given)

    def _given_state(self, call: Call, member: Member) -> Sequence[Operand]:
        """What a function that runs later is called with."""
        if isinstance(member.state, str) and member.state.endswith(".."):
            return [argument.value for argument in call.arguments[int(member.state[:-2]) :] if argument.name is None]
        state = argument_at(call, member.state)
        if isinstance(state, Expr) and state.op in ("tuple", "collection"):
            return state.operands
        return [state] if state is not None else []
