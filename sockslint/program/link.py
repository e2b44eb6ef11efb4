"""Links units into a program: types of places, calls to functions and API rows, callbacks to their begin calls.

Types and aliases depend on each other (a member's declaration is known once its owner's type is), so the flows of
all functions are unified in rounds, each seeing more types than the last; three settle real code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sockslint.flow.model import (
    Assign,
    Branch,
    Call,
    Closure,
    Const,
    Event,
    Expr,
    Language,
    Operand,
    Read,
    Return,
    Unit,
    root,
)
from sockslint.program.aliases import Aliases
from sockslint.program.apis import Apis, Row, fits
from sockslint.program.index import Index, Method, free_name
from sockslint.program.typenames import UNKNOWN, TypeName, parse
from sockslint.program.words import says
from sockslint.rulebook.model import Kind, Member, Rulebook, reference

ROUNDS = 3

#: A receiver of unknown type is taken for one of these when so few methods of the program bear the name.
MAX_NAMED_ALIKE = 2

#: Method names so common that sharing one says nothing about a receiver of unknown type.
_COMMON = frozenset(
    "add get set run start stop open read write send recv receive append clear remove pop put update connect "
    "accept bind listen join wait cancel next reset init setup main test name value invoke tostring equals "
    "gethashcode dispose close shutdown flush copy keys values items format encode decode create build parse load "
    "save call execute handle process submit result done".split()
)

#: What stores its last argument in a collection, and what takes an element out; by name, whatever the type.
_STORES = frozenset(
    "Add AddLast AddFirst TryAdd Enqueue Push AddOrUpdate Insert Write TryWrite Post append appendleft add put "
    "put_nowait insert setdefault push".split()
)
_TAKES = frozenset(
    "Dequeue Pop Peek Take First FirstOrDefault Last LastOrDefault Single SingleOrDefault Find ElementAt get pop "
    "popleft popitem get_nowait GetOrAdd".split()
)
#: What yields a collection of the same elements.
_SAME_ELEMENTS = frozenset(
    "ToArray ToList ToHashSet Where OrderBy OrderByDescending Reverse Skip Take TakeWhile SkipWhile Distinct "
    "AsEnumerable Concat Values values copy".split()
)

#: What is given a connection and only looks for it.
LOOKS = frozenset(
    "Contains ContainsKey ContainsValue Remove TryRemove RemoveAt IndexOf Equals GetHashCode discard remove index "
    "count ReferenceEquals id hash isinstance".split()
)
#: What is given a connection and only looks for it, or files it.
HARMLESS = _STORES | LOOKS

_TAKES_OUT = frozenset("TryDequeue TryPop TryTake TryPeek TryRemove TryGetValue TryRead".split())


#: An alias class of more types than this, or of more functions, is one where too much has flowed together.
MAX_TYPES = 12
MAX_HELD = 24

#: Which of several kinds counts.
_KIND_FACTS = ("kind:", "tells:")
KIND_ORDER: tuple[Kind, ...] = ("connection", "datagram", "event_args", "listener", "stream")


class Target(NamedTuple):
    """A function that a call may run. `skip` is how many of its parameters the receiver fills."""

    function: int
    skip: int


class Resolution(NamedTuple):
    """What a call is: the API rows that describe it, and the functions of the program that it may run."""

    rows: tuple[Row, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anything is known of the callee."""
        return bool(self.rows or self.targets)


class Site(NamedTuple):
    """An event's place in the program: function, block, and index among the block's events."""

    method: int
    block: int
    at: int


class Program:
    """The linked units of one language. Built once; then only asked."""

    def __init__(self, units: Sequence[Unit], apis: Apis, language: Language) -> None:
        self.language = language
        self.apis = apis
        self.index = Index(units, apis, language)
        self.methods = self.index.functions
        self.aliases = Aliases()
        self.families = Aliases()
        self.declared: dict[str, str] = {}
        self._nodes: dict[tuple[int, str | None, str], str] = {}
        self._resolutions: dict[tuple[int, str], Resolution] = {}
        self._remembered: dict[tuple[str, int, str | None, str], object] = {}
        self._derivations: dict[tuple[str, str], bool] = {}
        self._types: dict[str, frozenset[str]] = {}
        self._kinds: dict[str, Kind] = {}
        self._made: dict[str, Kind] = {}
        self._datagram_units: set[str] = set()
        self._linked = False
        self._origins: dict[str, str] = {}
        self.lent: set[str] = set()
        self.borrowing: set[str] = set()
        self._declare_types()
        self._declare_entries()
        self._unify_properties()
        for turn in range(ROUNDS):
            self._nodes.clear()
            self._resolutions.clear()
            self._remembered.clear()
            if turn:
                self._guess_types()
            for method in self.methods:
                for event in events_of(method):
                    self._unify_event(method, event)
        self._nodes.clear()
        self._resolutions.clear()
        self._remembered.clear()
        self._linked = True
        self._unify_families()

    # --- declarations ---

    def _declare_types(self) -> None:
        for type_ in self.index.types.values():
            for name, (unit, field) in type_.fields.items():
                if field.type:
                    scope = type_.declarations[0][1].name
                    self._declare(f"{type_.key}::{name}", parse(field.type), unit, scope)
        for method in self.methods:
            function = method.function
            for parameter in function.parameters:
                if parameter.type and parameter.place != "this":
                    self._declare(
                        self.node(method, parameter.place), parse(parameter.type), method.unit, function.owner
                    )
            for place, text in function.locals.items():
                self._declare(self.node(method, place), parse(text), method.unit, function.owner)
            if function.returns:
                self._declare(f"{method.id}|return", parse(function.returns), method.unit, function.owner)

    def _declare(self, node: str, type_: TypeName, unit: Unit, scope: str | None, depth: int = 0) -> None:
        if type_ is UNKNOWN or depth > 3:
            return
        if type_.name.rpartition(".")[2] in ("()", "Tuple", "ValueTuple", "tuple"):
            for at, part in enumerate(type_.arguments):
                self._declare(f"{node}#{at}", part, unit, scope, depth + 1)
            return
        key = self.index.resolve(type_, unit, scope)
        if key is not None:
            self.declared[node] = key
            self.aliases.add_fact(node, key)
        elif type_.name != "[]":
            # A type that nobody knows is still a type: it must not be taken for a socket by what flows into it.
            self.declared.setdefault(node, f"?{type_.name}")
        if type_.element is not None:
            self._declare(f"{node}.[]", type_.element, unit, scope, depth + 1)

    def _unify_properties(self) -> None:
        """A property holds what its getter returns."""
        for type_ in self.index.types.values():
            for name, functions in type_.accessors.items():
                for function in functions:
                    if self.methods[function].function.kind == "getter":
                        self.aliases.unify(f"{type_.key}::{name}", f"{function}|return")

    def _declare_entries(self) -> None:
        """What the platform gives to methods that it calls on the user's subclasses (``connection_made``)."""
        for type_ in self.index.types.values():
            for base in self.index.ancestry(type_.key):
                api = self.apis.types.get(base)
                for name, given in (api.entries if api is not None else {}).items():
                    for id_ in type_.methods.get(name, ()):
                        self._give(id_, given)

    def _give(self, function: int, given: Sequence[str]) -> None:
        """A function is called with objects of these types; several connections are handles on one."""
        callee = self.methods[function]
        parameters = [p for p in callee.function.parameters if p.place != "this"]
        handles = []
        for parameter, type_ in zip(parameters, given, strict=False):
            node = self.node(callee, parameter.place)
            if type_ not in ("", "_", "other"):
                self.aliases.add_fact(node, type_)
                if self.apis.kind(type_) in ("connection", "stream"):
                    handles.append(node)
        for handle in handles[1:]:
            self._join(handles[0], handle)

    def _guess_types(self) -> None:
        """Give a type to receivers that nobody declared, by the distinctive members that are used on them."""
        used: dict[str, dict[str, set[str]]] = {}
        for method in self.methods:
            for event in events_of(method):
                match event:
                    case Call(_, _, str(receiver), name):
                        self._note_use(used, method, receiver, name, called=bool(event.arguments))
                    case Read(_, _, place):
                        self._note_use(used, method, *place.rpartition(".")[::2], called=False)
        for node, by_type in used.items():
            type_, names = max(by_type.items(), key=lambda entry: len(entry[1]))
            if len(names) >= self.apis.types[type_].enough:
                self.aliases.add_fact(node, type_)

    def _note_use(
        self, used: dict[str, dict[str, set[str]]], method: Method, receiver: str, name: str, *, called: bool
    ) -> None:
        candidates = self.apis.distinctive.get(name)
        if not candidates or receiver in ("", "this"):
            return
        node = self.node(method, receiver)
        if node in self.declared or self.receiver_types(method, receiver):
            return
        for type_ in candidates:
            names = used.setdefault(self.aliases.find(node), {}).setdefault(type_.name, set())
            names.add(name)
            if (
                called
                and method.unit.path not in self._datagram_units
                and says(receiver.rpartition(".")[2], frozenset(type_.named))
            ):
                names.add(" by its own name")

    # --- nodes ---

    def node(self, method: Method, place: str) -> str:
        """The alias node of a place in a function."""
        key = (method.outermost, method.owner if place.startswith(("this", "::")) else None, place)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = self._find_node(method, place)
        return found

    def _find_node(self, method: Method, place: str) -> str:
        first, *members = place.split(".")
        if first.startswith("::"):
            return self._free_node(method, first[2:], members)
        if first == "this":
            if method.owner is None:
                node = f"{method.outermost}|this"
            elif not members:
                return f"{method.owner}::this"
            else:
                node = self._member_of_type(method.owner, members.pop(0))
        else:
            node = f"{method.outermost}|{first}"
        for name in members:
            node = self.member_node(node, name)
        return node

    def _free_node(self, method: Method, name: str, members: list[str]) -> str:
        for scope in self._scopes(method.owner):
            if self.index.declaring(scope, name) is not None:
                node = self._member_of_type(scope, name)
                break
        else:
            type_, used = self._static_type(method, name, members)
            if type_ is not None and used < len(members):
                node = self._member_of_type(type_, members[used])
                members = members[used + 1 :]
            elif self.language == "python":
                dotted = self.index.dotted(name, method.unit)
                node = f"{method.unit.path}::{name}" if dotted == name else f"::{dotted}"
            else:
                node = f"::{name}"
        for rest in members:
            node = self.member_node(node, rest)
        return node

    def _scopes(self, owner: str | None) -> Iterator[str]:
        """The enclosing types of a member, innermost first."""
        if owner is None:
            return
        name, _, path = owner.partition("@")
        while name:
            for key in (f"{name}@{path}", name):
                if key in self.index.types:
                    yield key
                    break
            name = name.rpartition(".")[0]

    def _static_type(self, method: Method, name: str, members: list[str]) -> tuple[str | None, int]:
        """The type that a free name, with so many of the members that follow, means."""
        scope = method.function.owner
        for used in range(min(len(members), 3) + 1):
            dotted = ".".join((name, *members[:used]))
            type_ = self.index.resolve(TypeName(dotted), method.unit, scope)
            if type_ is not None:
                return type_, used
        return None, 0

    def _member_of_type(self, type_: str, name: str) -> str:
        declaring = self.index.declaring(type_, name)
        node = f"{declaring or type_}::{name}"
        if declaring is None:
            self._note_api_member(f"{type_}::this", node, type_, name)
        return node

    def member_node(self, node: str, name: str) -> str:
        """The node of a member: of the declaring type where the owner's type is known, else of this place only."""
        if name == "[]":
            return f"{node}.[]"
        if name in ("Values", "ToArray", "ToList", "values"):
            return node
        if name.startswith("Item") and name[4:].isdigit():
            return f"{node}#{int(name[4:]) - 1}"
        types = self.types(node)
        for type_ in types:
            declaring = self.index.declaring(type_, name)
            if declaring is not None:
                return f"{declaring}::{name}"
        found = f"{self.aliases.find(node)}.{name}"
        for type_ in types:
            self._note_api_member(node, found, type_, name)
        return found

    def _note_api_member(self, owner: str, node: str, type_: str, name: str) -> None:
        """What the API models say of a member that stands within an access path."""
        for ancestor in self.index.ancestry(type_):
            for row in self.apis.rows(ancestor, name) if ancestor in self.apis.types else ():
                if row.member.form == "get":
                    self._apply_row_types(row.member, node)
                    if row.member.lent:
                        self.lent.add(node)
                    if row.member.derives_from == "receiver":
                        self._join(owner, node)
                    return

    # --- types ---

    def types(self, node: str) -> frozenset[str]:
        """The types that an object at this node may have.

        A declared type decides, unless it is one that says little (a stream, an interface, an abstract base).
        """
        if not self._linked:
            return self._find_types(node)
        found = self._types.get(node)
        if found is None:
            found = self._types[node] = self._find_types(node)
        return found

    def _find_types(self, node: str) -> frozenset[str]:
        if node.endswith("::this"):
            return frozenset((node.removesuffix("::this"),))
        declared = self.declared.get(node)
        if declared is None:
            facts = self.aliases.facts(node)
            # Where everything flows together, nothing is known.
            if self.is_blurred(node):
                return frozenset()
            return frozenset(fact for fact in facts if not fact.startswith(_KIND_FACTS))
        if declared.startswith("?"):
            return frozenset()
        if self._says_little(declared):
            return frozenset(
                fact
                for fact in self.aliases.facts(node)
                if not fact.startswith(_KIND_FACTS) and (fact == declared or self._derives(fact, declared))
            ) | {declared}
        return frozenset((declared,))

    def _says_little(self, type_: str) -> bool:
        project = self.index.types.get(type_)
        if project is not None:
            return bool(project.derived) or project.kind == "interface"
        return self.apis.kind(type_) == "stream" and type_.endswith(".Stream")

    def _derives(self, type_: str, base: str) -> bool:
        key = (type_, base)
        if key not in self._derivations:
            self._derivations[key] = self._find_derivation(type_, base)
        return self._derivations[key]

    def _find_derivation(self, type_: str, base: str) -> bool:
        return base in self.index.ancestry(type_) or any(
            base in self.apis.ancestry(t) for t in self.index.ancestry(type_)
        )

    def is_foreign(self, node: str) -> bool:
        """Whether a node is declared to be of a type of which neither the program nor a model knows anything."""
        return self.declared.get(node, "").startswith("?")

    def is_blurred(self, node: str) -> bool:
        """Whether so much has flowed into a node that nothing but its declared type can be believed."""
        return len(self.aliases.facts(node)) > MAX_TYPES

    def kind(self, node: str) -> Kind:
        """The kind of what a node holds: what is known to have been made, else what its type says."""
        if not self._linked:
            return self._find_kind(node)
        found = self._kinds.get(node)
        if found is None:
            found = self._kinds[node] = self._find_kind(node)
        return found

    def _find_kind(self, node: str) -> Kind:
        facts = self.aliases.facts(node)
        made = self._made.get(node)
        if made is None and ("kind:datagram" in facts or "tells:datagram" in facts):
            made = "datagram"
        if made is not None:
            return made
        kinds = {self.apis.kind(base) for type_ in self.types(node) for base in self.index.ancestry(type_)} - {"other"}
        for preferred in KIND_ORDER:
            if preferred in kinds:
                return preferred
        return "other"

    # --- unification ---

    def _unify_event(self, method: Method, event: Event) -> None:
        match event:
            case Assign():
                target = self.node(method, event.target)
                if event.type:
                    self._declare(target, parse(event.type), method.unit, method.function.owner)
                self._flow(method, target, event.value)
            case Read():
                self._unify_read(method, event)
            case Return(_, value) if value is not None:
                self._flow(method, f"{method.id}|return", value)
            case Call():
                self._unify_call(method, event)

    def _unify_read(self, method: Method, event: Read) -> None:
        node, result = self.node(method, event.place), self.node(method, event.result)
        functions = self.functions_named(method, event.place)
        for function in functions:
            self.aliases.add_function(result, function)
        if functions:
            return
        self.aliases.unify(result, node)
        self._inherit_declaration(result, node)
        owner, _, name = event.place.rpartition(".")
        if owner and self.apis.passes.get(name) == "receiver":
            whole = self.node(method, owner)
            if self.index.types.keys().isdisjoint(self.types(whole)):
                self.aliases.unify(result, whole)
        for getter in self.getters(method, event.place):
            self.aliases.unify(result, f"{getter}|return")
        for row in self.rows_of_member(method, event.place, "get"):
            self._apply_row_types(row.member, result)
            if row.member.makes:
                self.aliases.add_fact(result, f"kind:{row.member.makes}")

    def _flow(self, method: Method, target: str, value: Operand) -> None:
        """What `value` holds may be what `target` holds."""
        match value:
            case str():
                functions = self.functions_named(method, value)
                for function in functions:
                    self.aliases.add_function(target, function)
                if not functions:
                    self._inherit_declaration(target, self.node(method, value))
                    self.aliases.unify(target, self.node(method, value))
            case Closure(function):
                self.aliases.add_function(target, self.index.function_ids[method.unit.path, function])
            case Expr(op, operands):
                self._flow_expression(method, target, op, operands)
            case Const():
                pass

    def _inherit_declaration(self, target: str, source: str) -> None:
        """``var x = field`` has the declared type of the field, and the kind of what was made for it, whatever else
        flows there."""
        if self.language == "csharp" and "|" in target and source in self.declared:
            self.declared.setdefault(target, self.declared[source])
        made = self._made.get(source)
        if made is not None and made != "other":  # what is given one end of a pair may well be given a connection
            self._made.setdefault(target, made)

    def _flow_expression(self, method: Method, target: str, op: str, operands: tuple[Operand, ...]) -> None:
        if op in ("tuple", "collection"):
            for at, part in enumerate(operands):
                self._flow(method, f"{target}#{at}" if op == "tuple" else f"{target}.[]", part)
            return
        if not operands:
            return
        source = operands[0]
        if op == "await":
            self._flow(method, target, source)
        elif op.startswith("cast:"):
            self._flow(method, target, source)
            key = self.index.resolve(parse(op[5:]), method.unit, method.function.owner)
            if key is not None:
                self.aliases.add_fact(target, key)
            elif parse(op[5:]) is not UNKNOWN and target not in self.declared:
                self.declared[target] = f"?{op[5:]}"
        elif isinstance(source, str) and op == "element":
            self.aliases.unify(target, f"{self.node(method, source)}.[]")
        elif op.startswith("item:"):
            at = int(op[5:])
            if isinstance(source, str):
                part = f"{self.node(method, source)}#{at}"
                self.aliases.unify(target, part)
                if part in self._made:
                    self._made.setdefault(target, self._made[part])
            elif isinstance(source, Expr) and source.op == "tuple" and at < len(source.operands):
                self._flow(method, target, source.operands[at])

    def _unify_call(self, method: Method, call: Call) -> None:
        result = self.node(method, call.result)
        resolution = self.resolve(method, call)
        for target in resolution.targets:
            callee = self.methods[target.function]
            if callee.function.kind != "constructor":
                self._inherit_declaration(result, f"{target.function}|return")
                self.aliases.unify(result, f"{target.function}|return")
            for argument, parameter in bind(call, callee, target.skip):
                self._flow(method, self.node(callee, parameter), argument)
            if target.skip and call.receiver is not None and callee.function.parameters:
                first = callee.function.parameters[0]
                if first.place != "this":
                    self._flow(method, self.node(callee, first.place), call.receiver)
        for row in resolution.rows:
            self._apply_row_types(row.member, result)
            self._pass_origin(method, call, row.member, result)
            if row.member.makes:
                subject = self.subject_node(method, call, row.member) if row.member.form != "new" else result
                made = [subject or result]
                if isinstance(row.member.returns, list):
                    made = [f"{result}#{at}" for at in range(len(row.member.returns))]
                for each in made:
                    self.aliases.add_fact(each, f"kind:{row.member.makes}")
                    self._made[each] = row.member.makes
                if row.member.makes == "datagram":
                    self._datagram_units.add(method.unit.path)
            if row.member.role == "accept":
                self._made[result] = "connection"
            if row.member.tells and (subject := self.subject_node(method, call, row.member)) is not None:
                self.aliases.add_fact(subject, f"tells:{row.member.tells}")
            if row.member.form == "new" and row.type.name:
                self.aliases.add_fact(result, row.type.name)
            self._link_callback(method, call, row.member)
        created = self.created_type(method, call)
        if created is not None:
            self.aliases.add_fact(result, created)
            if self.language == "csharp":
                self.declared.setdefault(result, created)
        elif call.form == "new" and call.name and not resolution.rows:
            self.declared.setdefault(result, f"?{call.name}")
        passed = self.passed_operand(call, resolution)
        if passed is not None:
            self._flow(method, result, passed)
        self._flow_collections(method, call, result)

    def _pass_origin(self, method: Method, call: Call, member: Member, result: str) -> None:
        """``with closing(sock) as s``: what a call yields may be what its receiver was derived from."""
        if member.derives_from is not None:
            source = call.receiver if member.derives_from == "receiver" else argument_at(call, member.derives_from)
            if isinstance(source, str):
                self._origins[self.aliases.find(result)] = self.node(method, source)
        elif member.passes == "origin" and isinstance(call.receiver, str):
            origin = self._origins.get(self.aliases.find(self.node(method, call.receiver)))
            if origin is not None:
                self.aliases.unify(result, origin)

    def _flow_collections(self, method: Method, call: Call, result: str) -> None:
        if not isinstance(call.receiver, str):
            return
        collection = f"{self.node(method, call.receiver)}.[]"
        if call.name in _STORES and call.arguments:
            self._flow(method, collection, call.arguments[-1].value)
        elif call.name in _TAKES:
            self.aliases.unify(result, collection)
        elif call.name in _TAKES_OUT and call.arguments:
            self._flow(method, collection, call.arguments[-1].value)
        elif call.name in _SAME_ELEMENTS:
            self.aliases.unify(f"{result}.[]", collection)
        for argument in call.arguments:
            if isinstance(argument.value, Closure) and not self.resolve(method, call).known:
                inner = self.methods[self.index.function_ids[method.unit.path, argument.value.function]]
                if len(inner.function.parameters) == 1:
                    self.aliases.unify(self.node(inner, inner.function.parameters[0].place), collection)

    def _apply_row_types(self, member: Member, result: str) -> None:
        if isinstance(member.returns, str):
            self.aliases.add_fact(result, member.returns)
        elif member.returns is not None:
            for at, name in enumerate(member.returns):
                if name not in ("", "_", "other"):
                    self.aliases.add_fact(f"{result}#{at}", name)

    def _link_callback(self, method: Method, call: Call, member: Member) -> None:
        """What is called later receives the state it was registered with: as ``AsyncState`` of what it is given if by
        a begin call, else as its parameters."""
        callback = argument_at(call, member.callback)
        if callback is not None:
            functions = self.functions_of(method, callback)
            if member.form == "new":  # a thread holds what it will run until it is started
                for function in functions:
                    self.aliases.add_function(self.node(method, call.result), function)
        elif member.state is not None and isinstance(call.receiver, str):
            functions = self.functions_of(method, call.receiver)
        else:
            return
        for function in functions:
            callee = self.methods[function]
            self._give(function, member.callback_takes)
            parameters = [p.place for p in callee.function.parameters if p.place != "this"]
            if member.callback_takes and member.state is not None:
                state = argument_at(call, member.state)
                if state is not None and parameters:
                    self._flow(method, self.node(callee, f"{parameters[0]}.AsyncState"), state)
            else:
                for given, place in zip(self._given_state(call, member), parameters, strict=False):
                    self._flow(method, self.node(callee, place), given)

    def _given_state(self, call: Call, member: Member) -> Sequence[Operand]:
        """What a function that runs later is called with."""
        if isinstance(member.state, str) and member.state.endswith(".."):
            return [argument.value for argument in call.arguments[int(member.state[:-2]) :] if argument.name is None]
        state = argument_at(call, member.state)
        if isinstance(state, Expr) and state.op in ("tuple", "collection"):
            return state.operands
        return [state] if state is not None else []

    # --- families ---

    def _unify_families(self) -> None:
        """Join places that are handles on one connection: aliases, and what the API models say is derived."""
        for method in self.methods:
            for event in events_of(method):
                match event:
                    case Call():
                        self._join_call(method, event)
                    case Read():
                        for row in self.rows_of_member(method, event.place, "get"):
                            if row.member.lent:
                                self.lent.add(self.node(method, event.result))
                            if row.member.derives_from == "receiver":
                                owner = event.place.rpartition(".")[0]
                                self._join(self.node(method, owner), self.node(method, event.result))
                                self._join(self.node(method, owner), self.node(method, event.place))
                    case Assign():
                        self._join_path(method, event.target)
                        self._join_parts(method, event.value)

    def _join_parts(self, method: Method, value: Operand) -> None:
        """``reader, writer = wrap(...)``: what comes with the one handle that is known of a pair is the other."""
        if isinstance(value, Expr) and value.op == "item:0" and isinstance(value.operands[0], str):
            whole = self.node(method, value.operands[0])
            if any(left in self.types(f"{whole}#0") for left, _ in self.apis.pairs):
                self._join(f"{whole}#0", f"{whole}#1")

    def _join_path(self, method: Method, place: str) -> None:
        owner, dot, _ = place.rpartition(".")
        if dot and any(row.member.derives_from for row in self.rows_of_member(method, place, "get")):
            self._join(self.node(method, owner), self.node(method, place))

    def _join(self, left: str, right: str) -> None:
        self.families.unify(self.aliases.find(left), self.aliases.find(right))

    def _join_call(self, method: Method, call: Call) -> None:
        if isinstance(call.receiver, str):
            self._join_prefixes(method, call.receiver)
        if len(call.arguments) > 1:
            self._join_pair(method, call)
        result = self.node(method, call.result)
        resolution = self.resolve(method, call)
        if not resolution.known and self.kind(result) == "stream":
            self._join_stream_of(method, call, result)
        for row in resolution.rows:
            if row.member.lent:
                self.lent.add(result)
            source = row.member.derives_from
            if source is not None:
                operand = call.receiver if source == "receiver" else argument_at(call, source)
                if isinstance(operand, str):
                    self._join(result, self.node(method, operand))
                if not self.owns(call, row.member):
                    self.borrowing.add(self.aliases.find(result))
            if isinstance(row.member.returns, list):
                handles = [
                    f"{result}#{at}" for at, name in enumerate(row.member.returns) if self.apis.kind(name) != "other"
                ]
                for handle in handles[1:]:
                    self._join(handles[0], handle)
            if row.member.subject == "receiver" and isinstance(call.receiver, str):
                for argument in call.arguments:
                    if isinstance(argument.value, str):
                        node = self.node(method, argument.value)
                        if self.kind(node) == "event_args":
                            self._join(node, self.node(method, call.receiver))

    def _join_stream_of(self, method: Method, call: Call, result: str) -> None:
        """A stream that an unknown function makes of the one connection it is given is another handle on that."""
        given = [self.node(method, argument.value) for argument in call.arguments if isinstance(argument.value, str)]
        connections = [node for node in given if self.kind(node) == "connection"]
        if len(connections) == 1:
            self._join(result, connections[0])

    def _join_pair(self, method: Method, call: Call) -> None:
        """The two handles on one connection that some call gave out together, when they are passed on together."""
        by_type: dict[str, list[str]] = {}
        for argument in call.arguments:
            if isinstance(argument.value, str):
                node = self.node(method, argument.value)
                for type_ in self.types(node):
                    by_type.setdefault(type_, []).append(node)
        for left, right in self.apis.pairs:
            if len(by_type.get(left, ())) == 1 and len(by_type.get(right, ())) == 1:
                self._join(by_type[left][0], by_type[right][0])

    def owns(self, call: Call, member: Member) -> bool:
        """Whether releasing what a call derives releases what it is derived from."""
        if isinstance(member.owns, bool):
            return member.owns
        unless = member.owns.startswith("unless ")
        given = argument_at(call, member.owns.removeprefix("unless "))
        return (given == Const(True)) != unless

    def _join_prefixes(self, method: Method, place: str) -> None:
        """Join each derived member on an access path (``client.Client``) with what it is a member of."""
        while "." in place:
            self._join_path(method, place)
            place = place.rpartition(".")[0]

    def family(self, node: str) -> str:
        """The representative of all handles on the same connection."""
        return self.families.find(self.aliases.find(node))

    def is_lent(self, node: str) -> bool:
        """Whether a connection belongs to somebody who releases it: a server that lends it to a handler."""
        return self.family(node) in {self.family(lent) for lent in self.lent}

    # --- functions as values ---

    def functions_named(self, method: Method, place: str) -> tuple[int, ...]:
        """The functions that a place names: a method group, a module's function. Empty for a place that holds data."""
        key = ("named", method.outermost, method.owner, place)
        if key not in self._remembered:
            self._remembered[key] = self._find_functions_named(method, place)
        return self._remembered[key]  # type: ignore[return-value]

    def _find_functions_named(self, method: Method, place: str) -> tuple[int, ...]:
        owner, dot, name = place.rpartition(".")
        if root(place) == "this" and owner == "this" and method.owner:
            if self.index.declaring(method.owner, name) is None:
                return tuple(self.index.methods(method.owner, name))
        elif free_name(place) is not None and not dot:
            return self._free_functions(method, place[2:])
        elif dot and free_name(place) is not None:
            type_, used = self._static_type(method, owner.split(".")[0][2:], owner.split(".")[1:])
            if type_ is not None and used == owner.count("."):
                return tuple(self.index.methods(type_, name))
            if self.language == "python":
                function = self.index.imported_function(self.index.dotted(place[2:], method.unit), method.unit)
                return (function,) if function is not None else ()
        elif dot and not name.startswith("["):
            for type_ in self.types(self.node(method, owner)):
                if self.index.declaring(type_, name) is None and (found := self.index.methods(type_, name)):
                    return tuple(found)
        return ()

    def _free_functions(self, method: Method, name: str) -> tuple[int, ...]:
        if self.language == "python":
            dotted = self.index.dotted(name, method.unit)
            function = self.index.imported_function(dotted, method.unit)
            return (function,) if function is not None else ()
        for scope in self._scopes(method.owner):
            if self.index.declaring(scope, name) is not None:
                return ()
            if found := self.index.methods(scope, name):
                return tuple(found)
        return ()

    def functions_of(self, method: Method, operand: Operand) -> tuple[int, ...]:
        """The functions that an operand may be."""
        match operand:
            case Closure(function):
                return (self.index.function_ids[method.unit.path, function],)
            case str():
                named = self.functions_named(method, operand)
                held = self.aliases.functions(self.node(method, operand))
                return named or (tuple(sorted(held)) if len(held) <= MAX_HELD else ())
            case _:
                return ()

    # --- calls ---

    def resolve(self, method: Method, call: Call) -> Resolution:
        """What a call is; remembered for the round."""
        key = (method.outermost, call.result)
        found = self._resolutions.get(key)
        if found is None:
            found = self._resolutions[key] = self._resolve(method, call)
        return found

    def _resolve(self, method: Method, call: Call) -> Resolution:
        if call.form == "new":
            return self._resolve_new(method, call, self.created_type(method, call))
        if call.form == "base":
            return self._resolve_base(method, call)
        if self.language == "python":
            created = self.created_type(method, call)
            if created is not None:
                return self._resolve_new(method, call, created)
        if call.receiver is None:
            return self._resolve_bare(method, call)
        return self._resolve_member(method, call)

    def created_type(self, method: Method, call: Call) -> str | None:
        """The type that a call makes an object of, if it makes one."""
        if call.form == "new":
            return self.index.resolve(parse(call.name), method.unit, method.function.owner)
        if self.language == "python" and call.form == "call" and call.callee is not None:
            name = free_name(call.callee)
            if name is not None:
                return self.index.resolve(TypeName(name), method.unit, method.function.owner)
        return None

    def _resolve_new(self, method: Method, call: Call, type_: str | None) -> Resolution:
        if type_ is None:
            return Resolution()
        name = "<constructor>" if self.language == "csharp" else "__init__"
        for ancestor in self.index.ancestry(type_):
            if ancestor in self.index.types:
                own = self.index.types[ancestor].methods.get(name)
                if own:
                    skip = 0 if self.language == "csharp" else 1
                    return Resolution((), self._fitting(method, call, own, skip))
            else:
                return Resolution(
                    self._fit(
                        method, call, self.apis.rows(ancestor, ".ctor" if self.language == "csharp" else "__init__")
                    )
                )
        return Resolution()

    def _resolve_base(self, method: Method, call: Call) -> Resolution:
        if method.owner is None or method.owner not in self.index.types:
            return Resolution()
        same_type = call.name == "this"
        for base in (method.owner,) if same_type else self.index.types[method.owner].bases:
            if base in self.index.types:
                name = "<constructor>" if self.language == "csharp" and call.name in ("base", "this", "") else call.name
                own = self.index.types[base].methods.get(name)
                if own:
                    return Resolution((), self._fitting(method, call, own, 1 if self.language == "python" else 0))
            elif rows := self.apis.rows(base, call.name):
                return Resolution(self._fit(method, call, rows))
        return Resolution()

    def _resolve_bare(self, method: Method, call: Call) -> Resolution:
        assert call.callee is not None or call.receiver is None
        if call.callee is None:
            return Resolution()
        if self.language == "python":
            rows = self._module_rows(method, call)
            if rows:
                return Resolution(rows)
        elif method.owner is not None and free_name(call.callee) is not None:
            inherited = [
                row
                for base in self.index.ancestry(method.owner)
                if base in self.apis.types
                for row in self.apis.rows(base, call.callee[2:])
            ]
            if inherited:
                return Resolution(self._fit(method, call, inherited))
        functions = self.functions_of(method, call.callee)
        return Resolution((), self._fitting(method, call, functions, 0))

    def _module_rows(self, method: Method, call: Call) -> tuple[Row, ...]:
        name = free_name(call.callee or "")
        if name is None:
            return ()
        module, _, function = self.index.dotted(name, method.unit).rpartition(".")
        rows = self.apis.rows(module, function)
        if not rows and not module:
            rows = [
                row
                for entry in method.unit.imports
                if entry.alias == "*"
                for row in self.apis.rows(entry.target, function)
            ] or self.apis.rows("builtins", function)
        return self._fit(method, call, rows)

    def _resolve_member(self, method: Method, call: Call) -> Resolution:
        name, receiver = call.name, call.receiver
        if not isinstance(receiver, str):
            return self._by_name_alone(method, call)
        if self.language == "python" and (rows := self._module_rows(method, call)):
            return Resolution(rows)
        types = self.receiver_types(method, receiver)
        targets: list[int] = []
        rows_found: list[Row] = []
        for type_ in sorted(types):
            own = self.index.methods(type_, name)
            if own:
                targets.extend(own)
                continue
            for ancestor in self.index.ancestry(type_):
                if ancestor in self.apis.types:
                    rows_found.extend(self.apis.rows(ancestor, name))
        rows = self._fit(method, call, rows_found)
        if not rows and not targets and name == "Invoke":
            targets.extend(self.functions_of(method, receiver))
        if not rows and not targets:
            functions = self.functions_named(method, call.callee) if call.callee else ()
            targets.extend(functions)
        if not targets and name in self.index.extensions:
            targets.extend(self.index.extensions[name])
        if not targets and call.callee is not None:
            held = self.aliases.functions(self.node(method, call.callee))
            targets.extend(sorted(held) if len(held) <= MAX_HELD else ())
        if targets or rows:
            return Resolution(rows, self._fitting(method, call, targets, self._skip(method, receiver)))
        if types or self.declared.get(self.node(method, receiver), "").startswith("?"):
            return Resolution()
        duck = self._duck_rows(method, call, receiver)
        return Resolution(duck) if duck else self._by_name_alone(method, call)

    def _skip(self, method: Method, receiver: str) -> int:
        """How many parameters a receiver fills: Python's ``self``, unless the receiver is the class or module."""
        if self.language == "csharp":
            return 0
        name = free_name(receiver)
        return 0 if name is not None and not self.types(self.node(method, receiver)) else 1

    def receiver_types(self, method: Method, receiver: str) -> frozenset[str]:
        """The types of a receiver, or the type that it names (a static call)."""
        node = self.node(method, receiver)
        types = self.types(node)
        if types or free_name(receiver) is None:
            return types
        first, *members = receiver[2:].split(".")
        static, used = self._static_type(method, first, members)
        return frozenset((static,)) if static is not None and used == len(members) else frozenset()

    def _by_name_alone(self, method: Method, call: Call) -> Resolution:
        """A method of a receiver whose type nobody knows, if the program has hardly any other of that name."""
        if call.name.lower() in _COMMON or call.name.startswith("__"):
            return Resolution()
        named = self.index.by_method_name.get(call.name, ())
        if not named or len(named) > MAX_NAMED_ALIKE:
            return Resolution()
        return Resolution((), self._fitting(method, call, named, 1 if self.language == "python" else 0))

    def _duck_rows(self, method: Method, call: Call, receiver: str) -> tuple[Row, ...]:
        """Rows of the one type whose distinctive members are used on this receiver."""
        facts = self.aliases.facts(self.node(method, receiver))
        for type_ in self.apis.distinctive.get(call.name, ()):
            if f"duck:{type_.name}" in facts:
                return self._fit(method, call, self.apis.rows(type_.name, call.name))
        return ()

    def _fit(self, method: Method, call: Call, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The first row that is for this call; rows of a property are for reads and writes."""
        if not rows:
            return ()
        argument_types = [
            frozenset(base for t in self.types(self.node(method, argument.value)) for base in self.index.ancestry(t))
            if isinstance(argument.value, str)
            else frozenset()
            for argument in call.arguments
        ]
        for row in rows:
            if row.member.form in ("call", "new") and fits(row, call, argument_types):
                return (row,)
        return ()

    def rows_for(self, method: Method, call: Call, type_: str) -> tuple[Row, ...]:
        """The API rows of a call on a receiver of a type known to the models."""
        return self._fit(method, call, self.apis.rows(type_, call.name))

    def _fitting(self, method: Method, call: Call, functions: Sequence[int], skip: int) -> tuple[Target, ...]:
        """The overloads that take so many arguments; all, if the arguments do not tell."""
        given = len(call.arguments)
        spread = any(argument.mode in ("*", "**") for argument in call.arguments)
        targets = []
        for id_ in dict.fromkeys(functions):
            function = self.methods[id_].function
            parameters = function.parameters
            filled = skip
            if "extension" in function.flags:
                filled = 1
            elif self.language == "python" and (
                "static" in function.flags or not (parameters and parameters[0].place == "this")
            ):
                filled = 0
            least = sum(1 for p in parameters if p.default is None and p.mode not in ("*", "**", "params")) - filled
            most = len(parameters) - filled
            open_ended = any(p.mode in ("*", "**", "params") for p in parameters)
            if spread or (least <= given and (given <= most or open_ended)):
                targets.append(Target(id_, filled))
        if len(targets) > 1:
            targets = [target for target in targets if not self._mismatches(method, call, target)] or targets
        return tuple(targets)

    def _mismatches(self, method: Method, call: Call, target: Target) -> bool:
        """Whether some argument's declared type is not that of the parameter which would receive it."""
        callee = self.methods[target.function]
        for argument, parameter in bind(call, callee, target.skip):
            wanted = self.declared.get(self.node(callee, parameter))
            if wanted is None:
                continue
            if isinstance(argument, str):
                given = self.declared.get(self.node(method, argument))
                if given is not None and given != wanted and not self._derives(given, wanted):
                    return True
            elif isinstance(argument, Const) and _contradicts(argument, wanted):
                return True
        return False

    # --- members as properties ---

    def getters(self, method: Method, place: str) -> list[int]:
        """The getter functions that a read of a place may run."""
        return self._accessors(method, place, "getter")

    def setters(self, method: Method, place: str) -> list[int]:
        """The setter functions that a write of a place may run."""
        return self._accessors(method, place, "setter")

    def _accessors(self, method: Method, place: str, kind: str) -> list[int]:
        key = (kind, method.outermost, method.owner, place)
        if key not in self._remembered:
            self._remembered[key] = self._find_accessors(method, place, kind)
        return self._remembered[key]  # type: ignore[return-value]

    def _find_accessors(self, method: Method, place: str, kind: str) -> list[int]:
        owner, dot, name = place.rpartition(".")
        if not dot:
            if free_name(place) is None:
                return []
            name = place[2:]
            for scope in self._scopes(method.owner):
                if found := self.index.accessors(scope, name, kind):
                    return found
            return []
        types = frozenset((method.owner,)) if owner == "this" and method.owner else self.receiver_types(method, owner)
        return [id_ for type_ in sorted(types) for id_ in self.index.accessors(type_, name, kind)]

    def rows_of_member(self, method: Method, place: str, form: str) -> tuple[Row, ...]:
        """The API rows of a property read or write."""
        key = (form, method.outermost, method.owner, place)
        if key not in self._remembered:
            self._remembered[key] = self._find_rows_of_member(method, place, form)
        return self._remembered[key]  # type: ignore[return-value]

    def _find_rows_of_member(self, method: Method, place: str, form: str) -> tuple[Row, ...]:
        owner, dot, name = place.rpartition(".")
        if not dot:
            return ()
        for type_ in sorted(self.receiver_types(method, owner)):
            if self.index.declaring(type_, name) is not None:
                continue
            for ancestor in self.index.ancestry(type_):
                if ancestor in self.apis.types:
                    for row in self.apis.rows(ancestor, name):
                        if row.member.form == form:
                            return (row,)
        return ()

    # --- what a row speaks of ---

    def subject_operand(self, call: Call, member: Member) -> Operand | None:
        """The connection that a call concerns."""
        if member.subject == "receiver":
            return call.receiver
        if member.subject == "result":
            return call.result
        return argument_at(call, member.subject)

    def subject_node(self, method: Method, call: Call, member: Member) -> str | None:
        """The node of the connection that a call concerns, if it is a place."""
        operand = self.subject_operand(call, member)
        return self.node(method, operand) if isinstance(operand, str) else None

    def passed_operand(self, call: Call, resolution: Resolution) -> Operand | None:
        """The operand that a call yields under another name (``ConfigureAwait``, ``wait_for``), if it is such."""
        passes = next((row.member.passes for row in resolution.rows if row.member.passes), None)
        if passes is None and not resolution.known:
            passes = self.apis.passes.get(call.name)
            if call.form == "new" and len(call.arguments) == 1:
                passes = "argument:0"
        if passes == "receiver":
            return call.receiver
        if passes == "arguments":
            return Expr("tuple", tuple(argument.value for argument in call.arguments))
        return argument_at(call, passes) if passes is not None and passes.startswith("argument:") else None


def events_of(method: Method) -> Iterator[Event]:
    """All events of a function."""
    for block in method.function.blocks:
        yield from block.events


def _contradicts(constant: Const, wanted: str) -> bool:
    """Whether a constant cannot be of a declared type."""
    value, name = constant.value, wanted.removeprefix("?")
    if isinstance(value, bool):
        return name not in ("bool", "Boolean", "object")
    if isinstance(value, int):
        return not wanted.startswith("?") or name in ("string", "String", "bool", "str", "bytes")
    if isinstance(value, str):
        return not wanted.startswith("?") or name in ("int", "long", "bool", "byte")
    return False


def conditions_of(method: Method) -> Iterator[Branch]:
    """All branches of a function."""
    for block in method.function.blocks:
        if isinstance(block.exit, Branch):
            yield block.exit


def argument_at(call: Call, which: int | str | None) -> Operand | None:
    """The argument that a row's reference names (`sockslint.rulebook.model.reference`), if the call has it."""
    if which is None or (isinstance(which, str) and ".." in which):
        return None
    position, name = reference(which)
    if name is not None:
        for argument in call.arguments:
            if argument.name == name:
                return argument.value
    positional = [argument.value for argument in call.arguments if argument.name is None]
    if position is None or not -len(positional) <= position < len(positional):
        return None
    return positional[position]


def bind(call: Call, callee: Method, skip: int) -> Iterator[tuple[Operand, str]]:
    """The arguments of a call with the places of the parameters that receive them."""
    parameters = callee.function.parameters[skip:]
    by_name = {parameter.name: parameter.place for parameter in parameters}
    position = 0
    for argument in call.arguments:
        if argument.name is not None:
            if argument.name in by_name:
                yield argument.value, by_name[argument.name]
        elif argument.mode in ("*", "**"):
            return
        elif position < len(parameters):
            parameter = parameters[position]
            if parameter.mode not in ("*", "**"):
                yield argument.value, parameter.place
                position += 1


def link(units: Sequence[Unit], rulebook: Rulebook) -> tuple[Program, ...]:
    """Link units into one program for each language that occurs."""
    languages = dict.fromkeys(unit.language for unit in units)
    return tuple(Program(units, Apis(rulebook.models, language), language) for language in languages)
