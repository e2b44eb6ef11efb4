"""What a call is: the API rows that describe it, and the functions of the program that it may run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from sockslint.flow.model import Call, Closure, Const, Expr, Function, Language, Operand, Unit, free_name, is_free
from sockslint.program.apis import Apis, Row, fits
from sockslint.program.index import CONSTRUCTOR, Method, imported_as
from sockslint.program.nodes import tuple_part
from sockslint.program.places import Places
from sockslint.program.typenames import TypeName, parse
from sockslint.rulebook.model import Member, reference

#: A receiver of unknown type is taken for one of these when so few methods of the program bear the name.
MAX_NAMED_ALIKE = 2
#: A place that may hold more functions than this is one where too much has flowed together.
MAX_HELD = 24


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


class _Arity(NamedTuple):
    """How many arguments a function takes, and how many parameters an object fills as the receiver, None if that is for
    the call to say, or the name of a type."""

    least: int
    most: int
    open_ended: bool
    filled: int | None
    filled_by_name: int = 0


def _arity_of(function: Function, language: Language) -> _Arity:
    parameters = function.parameters
    several = ("*", "**")
    filled = None
    of_class = "class" in function.flags and bool(parameters)
    if "extension" in function.flags or of_class:
        filled = 1
    elif language == "python" and ("static" in function.flags or not (parameters and parameters[0].place == "this")):
        filled = 0
    return _Arity(
        least=sum(1 for p in parameters if p.default is None and p.mode not in several),
        most=len(parameters),
        open_ended=any(p.mode in several for p in parameters),
        filled=filled,
        filled_by_name=int(of_class),
    )


class Calls(Places):
    """The calls of a program's functions."""

    def __init__(self, units: Sequence[Unit], apis: Apis, language: Language) -> None:
        super().__init__(units, apis, language)
        self._resolutions: dict[tuple[int, str], Resolution] = {}
        self._arities: dict[int, _Arity] = {}
        self._given: dict[tuple[int, str], tuple[int, ...]] = {}

    def forget(self) -> None:
        """Find out anew what may have become known since it was asked for."""
        super().forget()
        self._resolutions.clear()

    # --- functions as values ---

    def functions_named(self, method: Method, place: str) -> tuple[int, ...]:
        """The functions that a place names: a method group, a module's function. Empty for a place that holds data."""
        key = ("named", method.outermost, method.owner, place)
        if key not in self._members:
            self._members[key] = self._find_functions_named(method, place)
        return self._members[key]  # type: ignore[return-value]

    def _find_functions_named(self, method: Method, place: str) -> tuple[int, ...]:
        owner, dot, name = place.rpartition(".")
        free = free_name(place)
        if owner == "this" and method.owner:
            if self.index.declaring(method.owner, name) is None:
                return tuple(self.index.methods_at_hand(method, method.owner, name))
        elif free is not None and not dot:
            return self._free_functions(method, free)
        elif dot and not name.startswith("["):
            static = self._static_functions(method, free, name) if free is not None else ()
            return static or self.lookup.method_group(self.types(self.node(method, owner)), name)
        return ()

    def _static_functions(self, method: Method, dotted: str, name: str) -> tuple[int, ...]:
        """The functions of a type or a module that a dotted free name stands for."""
        first, *members = dotted.split(".")[:-1]
        type_, used = self.static_type(method, first, members)
        if type_ is not None and used == len(members):
            return tuple(self.index.methods(type_, name))
        if self.language == "python":
            function = self.index.imported_function(self.index.dotted(dotted, method.unit), method.unit)
            return (function,) if function is not None else ()
        return ()

    def _free_functions(self, method: Method, name: str) -> tuple[int, ...]:
        if self.language == "python":
            dotted = self.index.dotted(name, method.unit)
            function = self.index.imported_function(dotted, method.unit)
            return (function,) if function is not None else ()
        for scope in self.scopes(method.owner):
            if self.index.declaring(scope, name) is not None:
                return ()
            if found := self.index.methods_at_hand(method, scope, name):
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

    def functions_called_back(self, method: Method, operand: Operand) -> tuple[int, ...]:
        """The functions that are run where an operand is given as a callback: of a class its constructor."""
        found = self.functions_of(method, operand)
        name = free_name(operand) if isinstance(operand, str) else None
        if not found and self.language == "python" and name is not None:
            type_ = self.index.resolve(TypeName(name), method.unit, method.function.owner)
            if type_ in self.index.types:
                return tuple(self.index.methods(type_, CONSTRUCTOR))
        return found

    def functions_given(self, method: Method, call: Call) -> tuple[int, ...]:
        """The functions that a call's arguments, or parts of a tuple among them, may be, or that it has its receiver
        run, once all is linked."""
        key = (method.outermost, call.result)
        found = self._given.get(key)
        if found is None:
            values = [value for argument in call.arguments for value in _spread(argument.value)]
            given = [function for value in values for function in self.functions_of(method, value)]
            found = self._given[key] = (*given, *self.functions_started(method, call))
        return found

    def functions_started(self, method: Method, call: Call) -> Iterator[int]:
        """The methods of a call's receiver that it has run elsewhere (``Thread.start``)."""
        for row in self.resolve(method, call).rows:
            if row.member.runs is not None and isinstance(call.receiver, str):
                for type_ in self.receiver_types(method, call.receiver):
                    if type_ in self.index.types:
                        yield from self.index.methods(type_, row.member.runs)

    def functions_run(self, method: Method, call: Call) -> Sequence[int]:
        """The functions that a call has run elsewhere, of which its result is what they return (``Task.Run``)."""
        for row in self.resolve(method, call).rows:
            callback = argument_at(call, row.member.callback)
            if row.member.passes == "callback" and callback is not None:
                return self.functions_of(method, callback)
        return ()

    def continued_by(self, method: Method, call: Call) -> Iterator[tuple[int, str]]:
        """The functions that a call has called once what it is called on has ended, with the parameter of each that
        is given that task (``ContinueWith``)."""
        if call.name in self.apis.continuations and call.arguments:
            for function in self.functions_of(method, call.arguments[0].value):
                for given in self.methods[function].function.given[:1]:
                    yield function, given.place

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

    def makes_of_unread_class(self, method: Method, call: Call) -> bool:
        """Whether a Python call that resolves to nothing makes an object of a class, by its look, that was not read."""
        name = free_name(call.callee or "")
        imported = imported_as(name, method.unit) if self.language == "python" and name is not None else None
        last = (imported or "").rpartition(".")[2]
        return last[:1].isupper() and not last.isupper()

    def node_made(self, method: Method, call: Call, member: Member) -> str:
        """The node of what a call makes; of a tuple, that of its first part."""
        result = self.node(method, call.result)
        return f"{result}{tuple_part(0)}" if isinstance(member.returns, list) else result

    def _resolve_new(self, method: Method, call: Call, type_: str | None) -> Resolution:
        if type_ is None:
            return Resolution()
        for ancestor in self.index.ancestry(type_):
            if ancestor in self.index.types:
                own = self.index.types[ancestor].methods.get(CONSTRUCTOR)
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
                constructs = call.name in (("base", "this", "") if self.language == "csharp" else ("__init__",))
                own = self.index.types[base].methods.get(CONSTRUCTOR if constructs else call.name)
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
        elif method.owner is not None and (name := free_name(call.callee)) is not None:
            own = self.index.methods_at_hand(method, method.owner, name)
            inherited = self._inherited_rows(method.owner, name)
            if inherited and not self._fitting(method, call, own, 0):
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
            starred = [entry.target for entry in method.unit.imports if entry.alias == "*"]
            rows = tuple(row for target in starred for row in self.apis.rows(target, function))
            rows = rows or self.apis.rows("builtins", function)
        return self._fit(method, call, rows)

    def _resolve_member(self, method: Method, call: Call) -> Resolution:
        name, receiver = call.name, call.receiver
        if not isinstance(receiver, str):
            return self._by_name_alone(method, call)
        if self.language == "python" and (rows := self._module_rows(method, call)):
            return Resolution(rows)
        types = self.receiver_types(method, receiver)
        targets = list(self.lookup.methods(types, name))
        lacking = self.lookup.lacking(types, name)
        if receiver == "this":
            targets = [id_ for type_ in sorted(types) for id_ in self.index.methods_at_hand(method, type_, name)]
            lacking = lacking if targets else types
        rows = self._fit(method, call, self.lookup.rows(lacking, name))
        if not rows and not targets and name == "Invoke":
            targets.extend(self.functions_of(method, receiver))
        if not rows and not targets:
            functions = self.functions_named(method, call.callee) if call.callee else ()
            targets.extend(functions)
        if not targets and name in self.index.extensions:
            extensions = self._extensions(call, types)
            meant = [id_ for id_ in extensions if self._is_meant(method, call, id_)] if rows else []
            targets.extend(extensions if not rows else meant)
            rows = () if meant else rows
        if not targets and call.callee is not None:
            held = self.aliases.functions(self.node(method, call.callee))
            targets.extend(sorted(held) if len(held) <= MAX_HELD else ())
        if targets or rows:
            return Resolution(rows, self._fitting(method, call, targets, self._skip(method, receiver)))
        if types or self.declared.get(self.node(method, receiver), "").startswith("?"):
            return Resolution()
        return self._by_name_alone(method, call)

    def _extensions(self, call: Call, types: Set[str]) -> list[int]:
        """The extension methods of a call's name that a receiver of these types has, as far as they are known."""
        found = []
        for id_ in self.index.extensions[call.name]:
            first = self.methods[id_].function.parameters[0]
            wanted = self.declared.get(self.node(self.methods[id_], first.place))
            if wanted is None or not types or any(self.derives(type_, wanted) for type_ in types):
                found.append(id_)
        return found

    def _is_meant(self, method: Method, call: Call, extension: int) -> bool:
        """Whether a call of a method that the platform has, too, is given what only an extension of the name takes: an
        object of the project's, or a number first, where the platform takes a buffer."""
        callee = self.methods[extension]
        if not self._fitting(method, call, [extension], 0):
            return False
        for at, (argument, parameter) in enumerate(bind(call, callee, 1)):
            wanted = self.declared.get(self.node(callee, parameter))
            if wanted in self.index.types and isinstance(argument, str):
                if any(self.derives(type_, wanted) for type_ in self.types(self.node(method, argument))):
                    return True
            elif at == 0 and isinstance(argument, Const) and isinstance(argument.value, int):
                return callee.function.parameters[1].type == "int"
        return False

    def _skip(self, method: Method, receiver: str) -> int:
        """How many parameters a receiver fills: Python's ``self``, unless the receiver is the class or module."""
        return 0 if self.language == "csharp" or self._names_type(method, receiver) else 1

    def _names_type(self, method: Method, receiver: Operand | None) -> bool:
        """Whether a receiver is a class or a module rather than an object."""
        return isinstance(receiver, str) and is_free(receiver) and not self.types(self.node(method, receiver))

    def _by_name_alone(self, method: Method, call: Call) -> Resolution:
        """A method of a receiver whose type nobody knows, if the program has hardly any other of that name."""
        if call.name.lower() in self.apis.everyday or call.name.startswith("__"):
            return Resolution()
        named = self.index.by_method_name.get(call.name, ())
        if not named or len(named) > MAX_NAMED_ALIKE:
            return Resolution()
        return Resolution((), self._fitting(method, call, named, 1 if self.language == "python" else 0))

    def _fit(self, method: Method, call: Call, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The first row that is for this call; rows of a property are for reads and writes."""
        if not rows:
            return ()
        argument_types = [
            self.lookup.ancestry(self.types(self.node(method, argument.value)))
            if isinstance(argument.value, str)
            else frozenset()
            for argument in call.arguments
        ]
        for row in rows:
            if row.member.form in ("call", "new") and fits(row.member.when, call, argument_types):
                return (row,)
        return ()

    def rows_for(self, method: Method, call: Call, type_: str) -> tuple[Row, ...]:
        """The API rows of a call on a receiver of a type known to the models."""
        return self._fit(method, call, self.apis.rows(type_, call.name))

    def _fitting(self, method: Method, call: Call, functions: Sequence[int], skip: int) -> tuple[Target, ...]:
        """The overloads that take so many arguments; all, if the arguments do not tell."""
        if not functions:
            return ()
        given = len(call.arguments)
        spread = any(argument.mode in ("*", "**") for argument in call.arguments)
        targets = []
        for id_ in dict.fromkeys(functions):
            arity = self._arity(id_)
            filled = skip
            if arity.filled is not None:
                filled = arity.filled_by_name if self._names_type(method, call.receiver) else arity.filled
            if spread or (arity.least - filled <= given and (arity.open_ended or given <= arity.most - filled)):
                targets.append(Target(id_, filled))
        if len(targets) > 1:
            targets = [target for target in targets if not self._mismatches(method, call, target)] or targets
        return tuple(targets)

    def _arity(self, id_: int) -> _Arity:
        found = self._arities.get(id_)
        if found is None:
            found = self._arities[id_] = _arity_of(self.methods[id_].function, self.language)
        return found

    def _mismatches(self, method: Method, call: Call, target: Target) -> bool:
        """Whether some argument's declared type is not that of the parameter which would receive it."""
        callee = self.methods[target.function]
        for argument, parameter in bind(call, callee, target.skip):
            wanted = self.declared.get(self.node(callee, parameter))
            if wanted is None:
                continue
            if isinstance(argument, str):
                given = self.declared.get(self.node(method, argument))
                if given is not None and given != wanted and not self.derives(given, wanted):
                    return True
            elif isinstance(argument, Const) and _contradicts(argument, wanted):
                return True
        return False

    # --- what a row speaks of ---

    def receiver_of(self, call: Call) -> Operand | None:
        """What a member is called on: the object at hand, if a C# call does not say."""
        if call.receiver is None and call.form in ("call", "base") and self.language == "csharp":
            return "this"
        return call.receiver

    def subject_operand(self, call: Call, member: Member) -> Operand | None:
        """The connection that a call concerns."""
        if member.subject == "receiver":
            return self.receiver_of(call)
        if member.subject == "result":
            return call.result
        return argument_at(call, member.subject)

    def subject_node(self, method: Method, call: Call, member: Member) -> str | None:
        """The node of the connection that a call concerns, if it is a place."""
        operand = self.subject_operand(call, member)
        return self.node(method, operand) if isinstance(operand, str) else None

    def passes(self, call: Call, resolution: Resolution) -> str:
        """What a call's result is of what it is given or called on (`Member.passes`), by its rows, or else by its name;
        empty if neither tells."""
        by_row = next((row.member.passes for row in resolution.rows if row.member.passes), None)
        return by_row or self.apis.passed(call.name, call) or ""

    def passed_operand(self, call: Call, resolution: Resolution) -> Operand | None:
        """The operand that a call yields under another name (``ConfigureAwait``, ``wait_for``), if it is such."""
        passes = next((row.member.passes for row in resolution.rows if row.member.passes), None)
        if passes is None and not resolution.known:
            passes = self.apis.passed(call.name, call)
            if call.form == "new" and len(call.arguments) == 1:
                passes = "argument:0"
        if passes == "receiver":
            return call.receiver
        if passes in ("arguments", "some:arguments"):
            given = [argument.value for argument in call.arguments]
            return Expr("tuple", tuple(given if passes == "arguments" else [Expr("some", (each,)) for each in given]))
        return argument_at(call, passes) if passes is not None and passes.startswith("argument:") else None

    def owns(self, call: Call, member: Member) -> bool:
        """Whether releasing what a call derives releases what it is derived from."""
        if isinstance(member.owns, bool):
            return member.owns
        unless = member.owns.startswith("unless ")
        given = argument_at(call, member.owns.removeprefix("unless "))
        return (given == Const(True)) != unless


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


def bind_all(call: Call, callee: Method, skip: int) -> Iterator[tuple[Operand, str]]:
    """All that a call gives its callee, with the places that receive it: also the receiver, if that is a parameter (of
    an extension method)."""
    first = callee.function.parameters[0].place if skip and callee.function.parameters else "this"
    if call.receiver is not None and first != "this":
        yield call.receiver, first
    yield from bind(call, callee, skip)


def bind(call: Call, callee: Method, skip: int) -> Iterator[tuple[Operand, str]]:
    """The arguments of a call with the places of the parameters that receive them; of a tuple that is spread
    (``f(*pair)``) its parts."""
    parameters = callee.function.parameters[skip:]
    by_name = {parameter.name: parameter.place for parameter in parameters}
    position = 0
    for argument in call.arguments:
        if argument.name is not None:
            if argument.name in by_name:
                yield argument.value, by_name[argument.name]
        elif argument.mode == "*":
            for at, parameter in enumerate(parameters[position:]):
                if not parameter.mode:
                    yield Expr(f"item:{at}", (argument.value,)), parameter.place
            return
        elif argument.mode == "**":
            return
        elif position < len(parameters):
            parameter = parameters[position]
            if parameter.mode not in ("*", "**"):
                yield argument.value, parameter.place
                position += 1


def bind_defaults(call: Call, callee: Method, skip: int) -> Iterator[tuple[Operand, str]]:
    """The constants that parameters have because a call gives them nothing, with their places."""
    if any(argument.mode in ("*", "**") for argument in call.arguments):
        return
    given = {place for _, place in bind(call, callee, skip)}
    for parameter in callee.function.parameters[skip:]:
        if isinstance(parameter.default, Const) and parameter.place not in given:
            yield parameter.default, parameter.place


def _spread(operand: Operand) -> tuple[Operand, ...]:
    """An operand, or the parts of a tuple."""
    return operand.operands if isinstance(operand, Expr) and operand.op == "tuple" else (operand,)
