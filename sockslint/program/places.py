"""Access paths as nodes: which object a place stands for, of which types and kind it may be, what its members are.

A node is one of the alias analysis (`aliases`): of a local, of a member *of a type*, of a function's result. The
answers grow while `unification` runs and are fixed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sockslint.flow.model import Language, Unit, free_name
from sockslint.program.aliases import Aliases
from sockslint.program.apis import Apis, Row
from sockslint.program.index import Index, Method, imported_as
from sockslint.program.lookup import Lookup, Types
from sockslint.program.nodes import local, member_of, member_within, object_of, tuple_part, type_at_hand, undeclared
from sockslint.program.origins import Origins
from sockslint.program.typenames import TypeName
from sockslint.rulebook.model import Kind, Member

#: An alias class of more types than this is one where too much has flowed together.
MAX_TYPES = 12
#: Which of several kinds counts.
KIND_FACTS = ("kind:", "tells:")
#: The facts that an object of a class nobody knows may be there, too, and that what is used there tells of a type.
FOREIGN, GUESSED = "kind:foreign", "kind:guessed"
KIND_ORDER: tuple[Kind, ...] = ("connection", "datagram", "event_args", "listener", "stream")


class Places:
    """The places of a program's functions."""

    def __init__(self, units: Sequence[Unit], apis: Apis, language: Language) -> None:
        self.language = language
        self.apis = apis
        self.index = Index(units, apis, language)
        self.methods = self.index.functions
        self.lookup = Lookup(self.index)
        self.aliases = Aliases()
        self.families = Aliases()
        self.declared: dict[str, str] = {}
        #: Where the elements stand of what is declared to be a tuple, by the tuple's node and their names.
        self.tuple_elements: dict[tuple[str, str], int] = {}
        self.made: dict[str, Kind] = {}
        self.lent: set[str] = set()
        self.origins = Origins(self.declared)
        self.borrowing: set[str] = set()
        self._fixed = False
        #: For each function the nodes of its places, which the functions of one nest and type share.
        self._nodes: list[dict[str, str]] = self._tables()
        self._members: dict[tuple[str, int, str | None, str], object] = {}
        self._derivations: dict[tuple[str, str], bool] = {}
        self._types: dict[str, Types] = {}
        #: Each set of types once, so that it is known again at once.
        self._sets: dict[Types, Types] = {}
        #: By type: the facts that were asked about, and those that are types derived from it.
        self._lineage: dict[str, tuple[set[str], set[str]]] = {}
        #: By class and type: the types derived from it that the class held when it had so many facts, and the type.
        self._held: dict[tuple[str, str], tuple[int, Types]] = {}
        self._kinds: dict[str, Kind] = {}
        #: The families of what is lent, and after how many changes they were those.
        self._lent_families: tuple[tuple[int, ...], frozenset[str]] = ((), frozenset())
        self._scopes: dict[str | None, tuple[str, ...]] = {}
        self._static: dict[tuple[str | None, ...], tuple[str | None, int]] = {}

    def forget(self) -> None:
        """Find out anew what may have become known since it was asked for."""
        for nodes in self._nodes:
            nodes.clear()
        self._members.clear()

    def fix(self) -> None:
        """From now on nothing is unified any more, so that answers can be kept."""
        self.forget()
        self._fixed = True

    # --- nodes ---

    def node(self, method: Method, place: str) -> str:
        """The alias node of a place in a function."""
        nodes = self._nodes[method.id]
        found = nodes.get(place)
        if found is None:
            found = nodes[place] = self._find_node(method, place)
        return found

    def _tables(self) -> list[dict[str, str]]:
        shared: dict[tuple[int, str | None], dict[str, str]] = {}
        return [shared.setdefault((method.outermost, method.owner), {}) for method in self.methods]

    def _find_node(self, method: Method, place: str) -> str:
        first, *members = place.split(".")
        if (free := free_name(first)) is not None:
            return self._free_node(method, free, members)
        if first == "this":
            if method.owner is None:
                node = local(method.outermost, first)
            elif not members:
                return object_of(method.owner)
            else:
                name = members.pop(0)
                node = self._member_of_type(self._declaring_scope(method.owner, name), name)
        else:
            node = local(method.outermost, first)
        for name in members:
            node = self.member_node(node, name)
        return node

    def _declaring_scope(self, owner: str, name: str) -> str:
        """The type whose member a name means in a type: its own, or, of a nested one in C#, that of one around it."""
        if self.language == "csharp" and self.index.declaring(owner, name) is None:
            for scope in self.scopes(owner):
                if self.index.declaring(scope, name) is not None:
                    return scope
        return owner

    def _free_node(self, method: Method, name: str, members: list[str]) -> str:
        for scope in self.scopes(method.owner):
            if self.index.declaring(scope, name) is not None or self._inherited_rows(scope, name):
                node = self._member_of_type(scope, name)
                break
        else:
            type_, used = self.static_type(method, name, members)
            if type_ is not None and used < len(members):
                node = self._member_of_type(type_, members[used])
                members = members[used + 1 :]
            elif self.language == "python":
                node, used = self._module_node(method.unit, name, members)
                members = members[used:]
            else:
                node = undeclared(name)
        for rest in members:
            node = self.member_node(node, rest)
        return node

    def _module_node(self, unit: Unit, name: str, members: Sequence[str]) -> tuple[str, int]:
        """The node of a name of a Python file's module, or of what it imports under it, and of so many members."""
        dotted = self.index.dotted(name, unit)
        imported = imported_as(name, unit)
        if imported is None and dotted == name:
            return member_of(unit.path, name), 0
        for used in range(min(len(members), 2) + 1):  # a variable of a module, or of one in a package
            module, _, variable = ".".join((dotted, *members[:used])).rpartition(".")
            is_own = bool(module) and module not in self.apis.types
            declaring = self.index.module_meant(module, unit) if is_own else None
            if declaring is not None and variable in self.index.module_variables(declaring):
                return member_of(declaring.path, variable), used
        return member_of(unit.path, name) if dotted == name else undeclared(dotted), 0

    def _inherited_rows(self, type_: str, name: str) -> tuple[Row, ...]:
        """The API rows of a member that a C# type inherits from the platform, so that it is used by its name alone."""
        if self.language == "python":
            return ()
        bases = (base for base in self.index.ancestry(type_) if base in self.apis.types)
        return tuple(row for base in bases for row in self.apis.rows(base, name))

    def scopes(self, owner: str | None) -> tuple[str, ...]:
        """The enclosing types of a member, innermost first."""
        found = self._scopes.get(owner)
        if found is None:
            found = self._scopes[owner] = tuple(self._find_scopes(owner))
        return found

    def _find_scopes(self, owner: str | None) -> Iterator[str]:
        if owner is None:
            return
        name, _, path = owner.partition("@")
        while name:
            for key in (f"{name}@{path}", name):
                if key in self.index.types:
                    yield key
                    break
            name = name.rpartition(".")[0]

    def static_type(self, method: Method, name: str, members: Sequence[str]) -> tuple[str | None, int]:
        """The type that a free name, with so many of the members that follow, means."""
        scope = method.function.owner
        key = (method.unit.path, scope, name, *members)
        found = self._static.get(key)
        if found is None:
            found = self._static[key] = self._find_static_type(method.unit, scope, name, members)
        return found

    def _find_static_type(
        self, unit: Unit, scope: str | None, name: str, members: Sequence[str]
    ) -> tuple[str | None, int]:
        for used in range(min(len(members), 3), -1, -1):  # a type within another, before that one's members
            dotted = ".".join((name, *members[:used]))
            type_ = self.index.resolve(TypeName(dotted), unit, scope)
            if type_ is not None:
                return type_, used
        return None, 0

    def _member_of_type(self, type_: str, name: str) -> str:
        declaring = self.index.declaring(type_, name)
        node = member_of(declaring or type_, name)
        if declaring is None or self.language == "python":  # there it is the base's attribute, annotated anew
            self._note_api_member(object_of(type_), node, frozenset((type_,)), name)
        return node

    def member_node(self, node: str, name: str) -> str:
        """The node of a member: of the declaring type where the owner's type is known, else of this place only."""
        if name in ("[]", "{}"):
            return self.aliases.part(node, f".{name}")
        if (at := self.tuple_elements.get((node, name))) is not None:
            return self.aliases.part(node, tuple_part(at))
        if name in self.apis.collections.whole:
            return node
        if name.startswith("Item") and name[4:].isdigit():
            return self.aliases.part(node, tuple_part(int(name[4:]) - 1))
        types = self.types(node)
        declaring = self.lookup.declaring(types, name)
        if declaring is not None:
            return member_of(declaring, name)
        if self.apis.passed(name) == "receiver" and types and types <= self.index.types.keys():
            return node  # what holds it goes by its type: an entry of a dictionary, a task, a nullable
        found = member_within(self.aliases.find(node), name)
        self._note_api_member(node, found, types, name)
        return found

    def _note_api_member(self, owner: str, node: str, types: Types, name: str) -> None:
        """What the API models say of a member that stands within an access path."""
        for row in self.lookup.properties(types, name):
            self.apply_row_types(row.member, node)
            if row.member.lent:
                self.lent.add(node)
            if row.member.derives_from == "receiver":
                self.join(owner, node)

    def apply_row_types(self, member: Member, result: str) -> None:
        """What a row says of the type of what its member yields."""
        if isinstance(member.returns, str):
            self.aliases.add_fact(result, member.returns)
        elif member.returns is not None:
            for at, name in enumerate(member.returns):
                if name not in ("", "_", "other"):
                    self.aliases.add_fact(self.aliases.part(result, tuple_part(at)), name)

    # --- types ---

    def types(self, node: str) -> Types:
        """The types that an object at this node may have.

        A declared type decides, unless it is one that says little (a stream, an interface, an abstract base).
        """
        if not self._fixed:
            return self._find_types(node)
        found = self._types.get(node)
        if found is None:
            found = self._types[node] = self._find_types(node)
        return found

    def _find_types(self, node: str) -> Types:
        if (type_ := type_at_hand(node)) is not None:
            return self._one_set(frozenset((type_,)))
        declared = self.declared.get(node)
        if declared is None:
            facts = self.aliases.facts(node)
            if len(facts) > MAX_TYPES or (FOREIGN in facts and GUESSED not in facts):
                return frozenset()  # where everything flows together, nothing is known
            return self._one_set(frozenset(fact for fact in facts if not fact.startswith(KIND_FACTS)))
        if declared.startswith("?"):
            return frozenset()
        if self._says_little(declared):
            return self._deriving(node, declared)
        return self._one_set(frozenset((declared,)))

    def _one_set(self, types: Types) -> Types:
        return self._sets.setdefault(types, types)

    def _deriving(self, node: str, base: str) -> Types:
        """A type, and those derived from it that a node's class holds. They are sought again only if the class holds
        more than it did, and each fact is asked about once: where many types have flowed together, many places hold
        them, and the same come again and again."""
        facts, key = self.aliases.facts(node), (self.aliases.find(node), base)
        count, found = self._held.get(key, (-1, frozenset()))
        if count != len(facts):
            asked, derived = self._lineage.setdefault(base, ({base}, {base}))
            for fact in facts - asked:
                asked.add(fact)
                if not fact.startswith(KIND_FACTS) and self.derives(fact, base):
                    derived.add(fact)
            found = self._one_set(frozenset(facts & derived) | {base})
            self._held[key] = len(facts), found
        return found

    def receiver_types(self, method: Method, receiver: str) -> Types:
        """The types of a receiver, or the type that it names (a static call)."""
        node = self.node(method, receiver)
        types = self.types(node)
        name = free_name(receiver)
        if types or name is None:
            return types
        first, *members = name.split(".")
        static, used = self.static_type(method, first, members)
        return frozenset((static,)) if static is not None and used == len(members) else frozenset()

    def _says_little(self, type_: str) -> bool:
        project = self.index.types.get(type_)
        if project is not None:
            return bool(project.derived) or project.kind == "interface"
        return self.apis.kind(type_) == "stream" and type_.endswith(".Stream")

    def derives(self, type_: str, base: str) -> bool:
        """Whether a type is another one or derives from it, in the program or in a model."""
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

    def is_mixed(self, node: str) -> bool:
        """Whether connections and datagram sockets have both flowed into a node, or so much that nothing but its
        declared type can be believed."""
        facts = self.aliases.facts(node)
        return len(facts) > MAX_TYPES or ("kind:connection" in facts and "kind:datagram" in facts)

    def kind(self, node: str) -> Kind:
        """The kind of what a node holds: what is known to have been made, else what its type says."""
        if not self._fixed:
            return self._find_kind(node)
        found = self._kinds.get(node)
        if found is None:
            found = self._kinds[node] = self._find_kind(node)
        return found

    def _find_kind(self, node: str) -> Kind:
        facts = self.aliases.facts(node)
        made = self.made.get(node)
        told = "tells:datagram" in facts and "kind:connection" not in facts  # that may be called on either
        if made is None and ("kind:datagram" in facts or told):
            made = "datagram"
        if made is None and "kind:pipe" in facts:
            made = "pipe"
        if made is not None:
            return made
        kinds = self.lookup.kinds(self.types(node))
        for preferred in KIND_ORDER:
            if preferred in kinds:
                return preferred
        return "other"

    # --- handles on one connection ---

    def join(self, left: str, right: str) -> None:
        """The two nodes hold handles on one connection."""
        self.families.unify(self.aliases.find(left), self.aliases.find(right))

    def family(self, node: str) -> str:
        """The representative of all handles on the same connection."""
        return self.families.find(self.aliases.find(node))

    def is_lent(self, node: str) -> bool:
        """Whether a connection belongs to somebody who releases it: a server that lends it to a handler."""
        changes = len(self.lent), self.aliases.changes, self.families.changes
        if changes != self._lent_families[0]:
            self._lent_families = changes, frozenset(map(self.family, self.lent))
        return self.family(node) in self._lent_families[1]

    # --- members as properties ---

    def getters(self, method: Method, place: str) -> Sequence[int]:
        """The getter functions that a read of a place may run."""
        return self._accessors(method, place, "getter")

    def setters(self, method: Method, place: str) -> Sequence[int]:
        """The setter functions that a write of a place may run."""
        return self._accessors(method, place, "setter")

    def _accessors(self, method: Method, place: str, kind: str) -> Sequence[int]:
        key = (kind, method.outermost, method.owner, place)
        if key not in self._members:
            self._members[key] = self._find_accessors(method, place, kind)
        return self._members[key]  # type: ignore[return-value]

    def _find_accessors(self, method: Method, place: str, kind: str) -> Sequence[int]:
        owner, dot, name = place.rpartition(".")
        if not dot:
            free = free_name(place)
            if free is None:
                return []
            by_scope = (self.index.accessors(scope, free, kind) for scope in self.scopes(method.owner))
            return next(filter(None, by_scope), [])
        types = frozenset((method.owner,)) if owner == "this" and method.owner else self.receiver_types(method, owner)
        return self.lookup.accessors(types, name, kind)

    def rows_of_member(self, method: Method, place: str, form: str) -> tuple[Row, ...]:
        """The API rows of a property read or write."""
        key = (form, method.outermost, method.owner, place)
        if key not in self._members:
            self._members[key] = self._find_rows_of_member(method, place, form)
        return self._members[key]  # type: ignore[return-value]

    def _find_rows_of_member(self, method: Method, place: str, form: str) -> tuple[Row, ...]:
        owner, dot, name = place.rpartition(".")
        if not dot:
            free = free_name(place)
            if not free or method.owner is None or self.index.declaring(method.owner, free) is not None:
                return ()
            inherited = self._inherited_rows(method.owner, free)
            return tuple(row for row in inherited if row.member.form == form)[:1]
        return self.lookup.property_of(self.receiver_types(method, owner), name, form)
