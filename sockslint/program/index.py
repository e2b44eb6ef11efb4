"""What the linked units declare: types with their parts and bases merged, functions, and what a written name means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from posixpath import commonprefix

import msgspec

from sockslint.flow.model import (
    Assign,
    Branch,
    Call,
    Event,
    Field,
    Function,
    Language,
    TypeDeclaration,
    Unit,
    free_name,
)
from sockslint.program.apis import Apis
from sockslint.program.typenames import UNKNOWN, TypeName, parse


class Method(msgspec.Struct, eq=False):
    """A function in the program. `id` is its index in `Index.functions`; `owner` its type's key in `Index.types`."""

    id: int
    unit: Unit
    function: Function
    owner: str | None
    outermost: int

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.function.name

    @property
    def symbol(self) -> str:
        """The qualified name by which reports and fingerprints speak of it."""
        return f"{self.function.owner}.{self.name}" if self.function.owner else self.name


class ProjectType(msgspec.Struct, eq=False):
    """A type that the program declares, its partial declarations merged. `bases` are keys of resolved types."""

    key: str
    declarations: list[tuple[Unit, TypeDeclaration]] = msgspec.field(default_factory=list)
    fields: dict[str, tuple[Unit, Field]] = msgspec.field(default_factory=dict)
    methods: dict[str, list[int]] = msgspec.field(default_factory=dict)
    accessors: dict[str, list[int]] = msgspec.field(default_factory=dict)
    bases: list[str] = msgspec.field(default_factory=list)
    derived: list[str] = msgspec.field(default_factory=list)

    @property
    def kind(self) -> str:
        """Class, struct, interface or enum."""
        return self.declarations[0][1].kind


#: What a type's constructors are filed under, whatever they are called.
CONSTRUCTOR = "<constructor>"
#: How the names of .NET's own types begin: of several of one simple name, these are meant where nothing tells.
PLATFORM = "System."


class Index:
    """The declarations of all units of one language, and name look-up in them.

    A project type's key is its qualified name in C# (``Name@path`` for a namesake that is no part of it),
    ``module:Class`` in Python. An API type's key is its full name.
    """

    def __init__(self, units: Sequence[Unit], apis: Apis, language: Language) -> None:
        self.apis = apis
        self.language = language
        self.units = [unit for unit in units if unit.language == language]
        self.types: dict[str, ProjectType] = {}
        self.functions: list[Method] = []
        self.function_ids: dict[tuple[str, int], int] = {}
        self.by_simple_name: dict[str, list[str]] = {}
        self.module_functions: dict[str, dict[str, int]] = {}
        self._ancestry: dict[str, tuple[str, ...]] = {}
        self._descendants: dict[str, tuple[str, ...]] = {}
        self._methods: dict[tuple[str, str], list[int]] = {}
        self._declaring: dict[tuple[str, str], str | None] = {}
        self._accessors: dict[tuple[str, str, str], list[int]] = {}
        self._namesakes: dict[str, dict[str, str]] = {}
        self._resolved: dict[tuple[str, str, str | None], str | None] = {}
        self._dotted: dict[tuple[str, str], str] = {}
        self._imported: dict[tuple[str, str], int | None] = {}
        self._variables: dict[str, frozenset[str]] = {}
        self._meant: dict[tuple[str, str], Unit | None] = {}
        redeclared = self._declare_types()
        self._declare_functions()
        self._link_bases()
        self._choose_known(redeclared)
        self._ancestry.clear()
        self._methods.clear()
        self._declaring.clear()

    # --- building ---

    def _declare_types(self) -> list[tuple[ProjectType, Unit, Field]]:
        """Declare all types; the fields that are declared once more, as another branch of an ``#if`` does."""
        redeclared = []
        self._tell_namesakes_apart()
        for unit in self.units:
            for declaration in unit.types:
                key = self.key_of(unit, declaration.name)
                type_ = self.types.get(key)
                if type_ is None:
                    type_ = self.types[key] = ProjectType(key)
                    self.by_simple_name.setdefault(declaration.name.rpartition(".")[2], []).append(key)
                type_.declarations.append((unit, declaration))
                for declared in declaration.fields:
                    known = type_.fields.get(declared.name)
                    if known is None or (known[1].type is None and declared.type is not None):
                        type_.fields[declared.name] = (unit, declared)
                    elif known[1].type != declared.type:
                        redeclared.append((type_, unit, declared))
        return redeclared

    def _choose_known(self, redeclared: Iterable[tuple[ProjectType, Unit, Field]]) -> None:
        """Of a field's declarations, prefer one whose type is known to one whose type nobody knows."""
        for type_, unit, declared in redeclared:
            if self._type_of(type_, *type_.fields[declared.name]) is None and self._type_of(type_, unit, declared):
                type_.fields[declared.name] = (unit, declared)

    def _type_of(self, type_: ProjectType, unit: Unit, field: Field) -> str | None:
        return self.resolve(parse(field.type), unit, type_.declarations[0][1].name) if field.type else None

    def _declare_functions(self) -> None:
        for unit in self.units:
            base = len(self.functions)
            module = self.module_functions.setdefault(module_of(unit.path), {})
            for function in unit.functions:
                owner = self.key_of(unit, function.owner) if function.owner else None
                outermost = function
                while outermost.parent is not None:
                    outermost = unit.functions[outermost.parent]
                id_ = base + function.number
                method = Method(id_, unit, function, owner, base + outermost.number)
                self.functions.append(method)
                self.function_ids[unit.path, function.number] = id_
                if function.parent is not None:
                    continue
                if owner in self.types:
                    table = (
                        self.types[owner].accessors
                        if function.kind in ("getter", "setter")
                        else self.types[owner].methods
                    )
                    name = (
                        CONSTRUCTOR if function.kind == "constructor" and function.name != "<init>" else function.name
                    )
                    table.setdefault(name, []).append(id_)
                elif function.kind == "function":
                    module[function.name] = id_

    def _link_bases(self) -> None:
        for type_ in self.types.values():
            for unit, declaration in type_.declarations:
                for text in declaration.bases:
                    base = self.resolve(parse(text), unit, declaration.name)
                    if base is not None and base != type_.key and base not in type_.bases:
                        type_.bases.append(base)
                        if base in self.types:
                            self.types[base].derived.append(type_.key)

    def _tell_namesakes_apart(self) -> None:
        """Give C# types of one name that are no parts of one another (each project's ``Program``) a key each."""
        if self.language != "csharp":
            return
        declared: dict[str, list[tuple[Unit, TypeDeclaration]]] = {}
        for unit in self.units:
            for declaration in unit.types:
                declared.setdefault(declaration.name, []).append((unit, declaration))
        for name, parts in declared.items():
            paths = list(dict.fromkeys(unit.path for unit, _ in parts))
            if len(paths) > 1 and not all(declaration.partial for _, declaration in parts):
                self._namesakes[name] = {path: name if path == paths[0] else f"{name}@{path}" for path in paths}
            if name in self.apis.types:
                # A project's own make of a platform's type, which has its name even to the namespace.
                partial = all(declaration.partial for _, declaration in parts)
                self._namesakes[name] = {path: f"{name}@{paths[0] if partial else path}" for path in paths}

    def key_of(self, unit: Unit, name: str) -> str:
        """The key of a type that `unit` declares."""
        if self.language == "python":
            return f"{module_of(unit.path)}:{name}"
        return self._namesakes.get(name, {}).get(unit.path, name)

    def _nearest(self, key: str, unit: Unit) -> str:
        """Of several types of one name, the one declared in the file at hand, else the one in the nearest folder."""
        name = key.partition("@")[0]
        namesakes = self._namesakes.get(name)
        if namesakes is None:
            return key
        if name in self.apis.types and not any(_beside(path, unit.path, self._top) for path in namesakes):
            return name  # another project's; here it is the platform's own
        best = max(namesakes, key=lambda path: (path == unit.path, len(commonprefix([path, unit.path])), path))
        return namesakes[best]

    @cached_property
    def _top(self) -> str:
        """The folder that holds all units, with its slash."""
        return commonprefix([unit.path for unit in self.units]).rpartition("/")[0] + "/"

    # --- type names ---

    def resolve(self, type_: TypeName, unit: Unit, owner: str | None) -> str | None:
        """The key of the project or API type that a written type means at a place, or None if nobody knows it."""
        if type_ is UNKNOWN or type_.name in ("[]", "()"):
            return None
        query = (unit.path, type_.name, owner)
        if query not in self._resolved:
            find = self._resolve_csharp if self.language == "csharp" else self._resolve_python
            found = find(type_.name, unit, owner)
            self._resolved[query] = self._nearest(found, unit) if found is not None else None
        return self._resolved[query]

    def _resolve_csharp(self, name: str, unit: Unit, owner: str | None) -> str | None:
        name = self.unaliased(self.apis.aliases.get(name, name), unit)
        scopes = list(enclosing(owner)) if owner else []
        scopes += [scope for namespace in unit.namespaces for scope in (namespace, *enclosing(namespace))]
        for scope in scopes:
            if f"{scope}.{name}" in self.types:
                return f"{scope}.{name}"
            for base in self._base_names(scope):
                if f"{base}.{name}" in self.types:
                    return f"{base}.{name}"
        if name in self.types:
            return name
        opened = [entry.target for entry in unit.imports if not entry.alias]
        found = [f"{space}.{name}" for space in opened if f"{space}.{name}" in self.types]
        if found:
            return found[0]
        if name in self.apis.types:
            return name
        for space in (*opened, *self._global_usings):
            if f"{space}.{name}" in self.apis.types:
                return f"{space}.{name}"
        simple = name.rpartition(".")[2]
        project, api = self.by_simple_name.get(simple, []), self.apis.by_simple_name.get(simple, [])
        if len(api) > 1:
            api = [key for key in api if key.startswith(PLATFORM)]
        if len({key.partition("@")[0] for key in project}) == 1:
            return project[0]
        if project or len(api) != 1 or "." in name:
            return None
        # Unqualified, declared by nobody here and imported by no line that was read: a global using somewhere, unless a
        # library's namespace of the same last name is opened in place of the platform's.
        last = api[0].split(".")[-2:][0]
        return None if any(each.rpartition(".")[2] == last for each in opened) else api[0]

    def unaliased(self, name: str, unit: Unit) -> str:
        """A C# name whose first part is an alias of the file's (``using E = System.Exception;``), written out."""
        first, dot, rest = name.partition(".")
        for entry in unit.imports:
            if entry.alias == first and entry.alias != "*":
                return f"{parse(entry.target).name}{dot}{rest}"
        return name

    def _base_names(self, key: str) -> list[str]:
        return self.types[key].bases if key in self.types else []

    @cached_property
    def _global_usings(self) -> tuple[str, ...]:
        """Namespaces that some file without types of its own opens: where ``global using`` lines stand."""
        return tuple(dict.fromkeys(e.target for u in self.units if not u.types for e in u.imports if not e.alias))

    def _resolve_python(self, name: str, unit: Unit, owner: str | None) -> str | None:
        module = module_of(unit.path)
        for scope in (*([owner, *enclosing(owner)] if owner else []), ""):
            key = f"{module}:{scope}.{name}" if scope else f"{module}:{name}"
            if key in self.types:
                return key
        return self.dotted_type(self.dotted(name, unit), unit)

    def dotted(self, name: str, unit: Unit) -> str:
        """A Python name with its first part replaced by what the file imported under it."""
        query = (unit.path, name)
        found = self._dotted.get(query)
        if found is None:
            found = self._dotted[query] = self._find_dotted(name, unit)
        return found

    def _find_dotted(self, name: str, unit: Unit) -> str:
        imported = imported_as(name, unit)
        stars = [entry.target for entry in unit.imports if entry.alias == "*"]
        # Both `import socket` and `from socket import *`: the name alone is the class, with a member the module.
        if imported is None or imported == name:
            for star in stars:
                starred = f"{star}.{name}"
                if starred in self.apis.types or starred in self.apis.aliases:
                    return self.apis.aliases.get(starred, starred)
        if imported is not None:
            return self.apis.aliases.get(imported, imported)
        if not stars or name.startswith("_") or self._has(unit, name):
            return name
        for star in stars:
            declaring = self.module_meant(star, unit)
            if declaring is not None and self._has(declaring, name):
                return f"{star}.{name}"
        return name

    def module_meant(self, module: str, unit: Unit) -> Unit | None:
        """The unit of the module that an import of a Python unit names."""
        query = (unit.path, module)
        if query not in self._meant:
            meant = _module_meant(self._modules, module, unit)
            self._meant[query] = None if meant is None else self._modules[meant]
        return self._meant[query]

    @cached_property
    def _modules(self) -> dict[str, Unit]:
        return {module_of(unit.path): unit for unit in self.units}

    def _has(self, unit: Unit, name: str) -> bool:
        """Whether a Python module has something of a name: a class, a function, a variable."""
        first = name.partition(".")[0]
        module = module_of(unit.path)
        return (
            f"{module}:{first}" in self.types
            or first in self.module_functions[module]
            or first in self.module_variables(unit)
        )

    def module_variables(self, unit: Unit) -> frozenset[str]:
        """The variables of a Python module that it assigns, in its body or as ``global`` ones."""
        found = self._variables.get(unit.path)
        if found is None:
            targets = (
                event.target
                for function in unit.functions
                for block in function.blocks
                for event in block.events
                if isinstance(event, Assign)
            )
            names = (free_name(target) for target in targets if "." not in target)
            found = frozenset(name for name in names if name is not None)
            self._variables[unit.path] = found
        return found

    def dotted_type(self, name: str, unit: Unit) -> str | None:
        """The type that a dotted Python name means: an API's, or a class of a module of the program."""
        if name in self.apis.types:
            return name
        module, _, simple = name.rpartition(".")
        candidates = self.by_simple_name.get(simple, ())
        modules = {key.partition(":")[0]: key for key in reversed(candidates)}
        meant = _module_meant(modules, module, unit)
        if meant is not None:
            return modules[meant]
        return candidates[0] if module and len(candidates) == 1 else None

    def imported_function(self, name: str, unit: Unit) -> int | None:
        """The module-level function that a dotted Python name means."""
        query = (unit.path, name)
        if query not in self._imported:
            self._imported[query] = None  # for a package that hands on what it has from itself
            self._imported[query] = self._find_imported_function(name, unit)
        return self._imported[query]

    def _find_imported_function(self, name: str, unit: Unit) -> int | None:
        module, _, simple = name.rpartition(".")
        if not module:
            return self.module_functions.get(module_of(unit.path), {}).get(simple)
        declaring = [known for known, functions in self.module_functions.items() if simple in functions]
        meant = _module_meant(declaring, module, unit)
        if meant is None and (package := self.module_meant(module, unit)) is not None:
            handed_on = imported_as(simple, package)
            found = None if handed_on is None else self.imported_function(handed_on, package)
            if found is not None:
                return found
            meant = _only_within(declaring, module_of(package.path))
        return None if meant is None else self.module_functions[meant][simple]

    # --- members ---

    def ancestry(self, key: str) -> tuple[str, ...]:
        """A type and its bases, nearest first, project types and API types alike."""
        found = self._ancestry.get(key)
        if found is None:
            found = self._ancestry[key] = _closure(key, self._base_names)
        return found

    def descendants(self, key: str) -> tuple[str, ...]:
        """The project types derived from a type, however far."""
        found = self._descendants.get(key)
        if found is None:
            found = _closure(key, lambda each: self.types[each].derived if each in self.types else ())[1:]
            self._descendants[key] = found
        return found

    def methods(self, key: str, name: str) -> list[int]:
        """The methods that a call of `name` on a receiver of this type may run: what the type or its bases declare
        and nothing nearer hides, which in Python any method of the name does, and the overrides in derived types."""
        query = (key, name)
        if query not in self._methods:
            self._methods[query] = self._find_methods(key, name)
        return self._methods[query]

    def _find_methods(self, key: str, name: str) -> list[int]:
        found: list[int] = []
        signatures: set[tuple[str | None, ...]] = set()
        for type_key in self.ancestry(key):
            declared = self.types[type_key].methods.get(name, ()) if type_key in self.types else ()
            nearer = frozenset(signatures)
            for id_ in declared:
                signature = tuple(parameter.type for parameter in self.functions[id_].function.parameters)
                if signature not in nearer:
                    found.append(id_)
                    signatures.add(signature)
            if found and self.language == "python":
                break
        if not found or any(self._overridable(id_) for id_ in found):
            for type_key in self.descendants(key):
                found.extend(self.types[type_key].methods.get(name, ()))
        real = [id_ for id_ in found if "abstract" not in self.functions[id_].function.flags]
        return list(dict.fromkeys(real or found))

    def methods_at_hand(self, method: Method, key: str, name: str) -> list[int]:
        """The methods that a call of `name` on the object at hand, one of this type, may run in `method`: those of
        `methods` but the overrides of derived types whose objects never run `method`, as theirs overrides it."""
        found = self.methods(key, name)
        if key != method.owner or len(found) < 2:
            return found
        within = self.functions[method.outermost]
        if within.function.kind != "method" or not self._overridable(within.id):
            return found
        return [id_ for id_ in found if self._is_run_by(within, self.functions[id_].owner)]

    def _is_run_by(self, method: Method, type_: str | None) -> bool:
        """Whether an object of a type, or of one derived from it, may run a method of a base of it."""
        if type_ is None or method.owner not in self.ancestry(type_)[1:]:
            return True
        return any(self._inherits(each, method) for each in (type_, *self.descendants(type_)))

    def _inherits(self, type_: str, method: Method) -> bool:
        """Whether a type has a method of a base of it, or an override that calls it."""
        for each in self.ancestry(type_):
            if each == method.owner:
                return True
            named = self.types[each].methods.get(method.name, ()) if each in self.types else ()
            if overrides := [id_ for id_ in named if self._overrides(id_)]:
                return any(self._calls_overridden(id_) for id_ in overrides)
        return True

    def _calls_overridden(self, id_: int) -> bool:
        """Whether a method, or a function in it, may call what it overrides (``base.Run()``, ``Base.run(self)``)."""
        events = (event for each in self.nests[id_] for event in events_of(each))
        return any(isinstance(event, Call) and event.name == self.functions[id_].name for event in events)

    def _overrides(self, id_: int) -> bool:
        return self.language == "python" or "override" in self.functions[id_].function.flags

    def _overridable(self, id_: int) -> bool:
        flags = self.functions[id_].function.flags
        return self.language == "python" or not {"virtual", "abstract", "override"}.isdisjoint(flags)

    def declaring(self, key: str, name: str) -> str | None:
        """The nearest type from `key` up its bases that declares a field, property or event of that name.

        In Python, where an assignment declares it anew, the farthest: an object has one attribute of a name.
        """
        query = (key, name)
        if query not in self._declaring:
            self._declaring[query] = self._find_declaring(key, name)
        return self._declaring[query]

    def _find_declaring(self, key: str, name: str) -> str | None:
        ancestry = self.ancestry(key)
        for type_key in reversed(ancestry) if self.language == "python" else ancestry:
            if type_key in self.types and name in self.types[type_key].fields:
                return type_key
        return None

    def accessors(self, key: str, name: str, kind: str) -> list[int]:
        """The getters or setters of a property with a body, of the nearest type that declares it and of overrides."""
        if name not in self._accessor_names:
            return []
        query = (key, name, kind)
        if query not in self._accessors:
            self._accessors[query] = self._find_accessors(key, name, kind)
        return self._accessors[query]

    def _find_accessors(self, key: str, name: str, kind: str) -> list[int]:
        found: list[int] = []
        for type_key in (*self.ancestry(key), *self.descendants(key)):
            if type_key in self.types:
                ids = self.types[type_key].accessors.get(name, ())
                found.extend(id_ for id_ in ids if self.functions[id_].function.kind == kind)
        return found

    @cached_property
    def _accessor_names(self) -> frozenset[str]:
        return frozenset(name for type_ in self.types.values() for name in type_.accessors)

    @cached_property
    def nests(self) -> dict[int, list[Method]]:
        """The functions of each nest, by its outermost one's id."""
        table: dict[int, list[Method]] = {}
        for method in self.functions:
            table.setdefault(method.outermost, []).append(method)
        return table

    @cached_property
    def by_method_name(self) -> dict[str, list[int]]:
        """All methods by name, for receivers of unknown type."""
        table: dict[str, list[int]] = {}
        for type_ in self.types.values():
            for name, ids in type_.methods.items():
                table.setdefault(name, []).extend(ids)
        return table

    @cached_property
    def extensions(self) -> dict[str, list[int]]:
        """C#'s extension methods by name."""
        table: dict[str, list[int]] = {}
        for method in self.functions:
            if "extension" in method.function.flags:
                table.setdefault(method.name, []).append(method.id)
        return table


def _closure(start: str, following: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """What can be come to from a name, itself first, then breadth first."""
    found = {start: None}
    pending = [start]
    for current in pending:
        for each in following(current):
            if each not in found:
                found[each] = None
                pending.append(each)
    return tuple(found)


def module_of(path: str) -> str:
    """The dotted module name that a path suggests: ``src/net/link.py`` is ``src.net.link``."""
    stem = path.removesuffix(".py")
    return stem.removesuffix("/__init__").replace("/", ".")


def imported_as(name: str, unit: Unit) -> str | None:
    """A Python name with its first part replaced by what the file imported under it; None if it imported nothing so."""
    first, dot, rest = name.partition(".")
    for entry in unit.imports:
        if entry.alias == first:
            return f"{entry.target}{dot}{rest}"
    return None


def _module_meant(modules: Iterable[str], wanted: str, unit: Unit) -> str | None:
    """Which of some modules of the program an import in a unit names.

    A relative one starts at the unit's package. Where the root of imports is, nobody knows: of several modules whose
    names end in the same way the one next to the unit is meant.
    """
    name = wanted.lstrip(".")
    here = module_of(unit.path)
    package = here.split(".")
    if wanted != name:
        up = len(wanted) - len(name) - unit.path.endswith("/__init__.py")
        relative = ".".join((*package[: len(package) - up], *filter(None, (name,))))
        if relative in modules:
            return relative
    found = [known for known in modules if not name or known == name or known.endswith(f".{name}")]
    return max(found, key=lambda known: len(commonprefix([package, known.split(".")])), default=None)


def _only_within(modules: Iterable[str], package: str) -> str | None:
    """The only one of some modules that lies within a package: that hands on what its modules have, with a star too."""
    within = [known for known in modules if known.startswith(f"{package}.")]
    return within[0] if len(within) == 1 else None


def _beside(declaring: str, using: str, top: str) -> bool:
    """Whether one file's types are likely to be another's: below one folder of `top`, which holds all files."""
    first, slash, _ = declaring.removeprefix(top).partition("/")
    return not slash or using.removeprefix(top).startswith(f"{first}/")


def enclosing(name: str) -> Iterable[str]:
    """A qualified name's prefixes, longest first, itself included."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def events_of(method: Method) -> Iterator[Event]:
    """All events of a function."""
    for block in method.function.blocks:
        yield from block.events


def conditions_of(method: Method) -> Iterator[Branch]:
    """All branches of a function."""
    for block in method.function.blocks:
        if isinstance(block.exit, Branch):
            yield block.exit
