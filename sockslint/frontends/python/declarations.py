"""Functions, lambdas and classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sockslint.flow.model import (
    Assign,
    Block,
    Closure,
    Const,
    Function,
    FunctionKind,
    Operand,
    Parameter,
    Return,
    TypeDeclaration,
)
from sockslint.frontends.python.calls import arguments_of, value_of
from sockslint.frontends.python.frame import EXPRESSIONS, STATEMENTS, UNKNOWN, ClassState, FileState, Frame, lowers
from sockslint.frontends.python.scopes import (
    Bindings,
    Scope,
    bindings_of,
    class_scope,
    dotted,
    function_scope,
    names_in_target,
)
from sockslint.frontends.trees import Node
from sockslint.text import Span

# --- decorators -----------------------------------------------------------------------------------------------------

#: What a decorator, by the last part of its name, makes of a method.
_KINDS: dict[str, FunctionKind] = {
    "abstractproperty": "getter",
    "cached_property": "getter",
    "getter": "getter",
    "property": "getter",
    "setter": "setter",
}
_FLAGS: dict[str, tuple[str, ...]] = {
    "abstractclassmethod": ("abstract", "class"),
    "abstractmethod": ("abstract",),
    "abstractproperty": ("abstract",),
    "abstractstaticmethod": ("abstract", "static"),
    "asynccontextmanager": ("generator", "contextmanager"),
    "classmethod": ("class",),
    "contextmanager": ("generator", "contextmanager"),
    "staticmethod": ("static",),
}


def _decorators(file: FileState, node: Node) -> list[str]:
    """The last part of each decorator's name, by which it was imported if it goes by another here."""
    decorators = [child for child in node.children if child.kind == "decorator" and child.children]
    names = []
    for decorator in decorators:
        expression = decorator.children[0]
        if expression.kind == "call":
            expression = expression.children[0]
        names.append(dotted(file.data, expression))
    return _as_imported(file, names)


def _as_imported(file: FileState, names: Sequence[str]) -> list[str]:
    """The last part of each name, by which it was imported if it goes by another here."""
    imported = {each.alias: each.target for each in file.imports} if names else {}
    return [imported.get(name, name).rpartition(".")[2] for name in names]


# --- functions ------------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, "function_definition")
def _function(frame: Frame, node: Node) -> None:
    name = node.part("name")
    if name is None:
        return
    is_new = id(node) not in frame.file.numbers or frame.file.functions[frame.file.numbers[id(node)]] is None
    number = frame.file.number(node)
    declared = _declared(frame, node)
    defaults = _defaults(frame, declared)
    if is_new:
        _lower_function(frame, node, number, declared, defaults)
    if frame.scope.kind == "function":
        frame.emit(Assign(frame.span(name), frame.scope.place(frame.text(name)), Closure(number)))


def _lower_function(
    frame: Frame, node: Node, number: int, declared: Sequence[_Declared], defaults: dict[str, Operand]
) -> None:
    decorators = _decorators(frame.file, node)
    flags = {flag for decorator in decorators for flag in _FLAGS.get(decorator, ())}
    is_member = frame.scope.kind == "class"
    is_nested = not is_member and frame.scope.kind == "function"
    name = "".join(frame.text(each) for each in node.parts("name"))
    body = _body_of(node)
    inner = _inner_frame(frame, number, declared, is_member and "static" not in flags, body)
    parameters = tuple([_parameter(inner, each, defaults) for each in declared])
    inner.flags |= flags | _flags_of(frame, node, body, name, is_nested)
    is_declaration = _is_stub(body)
    _take_apart(inner, declared)
    inner.run(() if is_declaration else body)
    span = frame.span(node)
    answers = inner.yields_value and "generator" not in inner.flags
    if answers:
        inner.builder.return_(Span(max(span.end - 1, span.start), span.end), None)
    blocks = inner.builder.finish()
    if answers:
        blocks = tuple([_returning_none(block) for block in blocks])
    kind = _kind(name, decorators, is_member, is_nested)
    frame.file.functions[number] = Function(
        number=number,
        name=name,
        kind=kind,
        span=span,
        owner=_owner(frame),
        parent=frame.enclosing if is_nested or is_member else None,
        parameters=parameters,
        returns=frame.annotation(node.part("return_type")),
        flags=tuple(sorted(inner.flags)),
        locals=inner.locals,
        blocks=() if is_declaration else blocks,
    )
    if is_member and frame.owner is not None and kind == "getter":
        frame.owner.add_field(name, frame.annotation(node.part("return_type")), "property")


def _owner(frame: Frame) -> str | None:
    """The class that a function stands in, also if it is nested in a method, whose `self` it may capture."""
    return None if frame.owner is None else frame.owner.name


def _returning_none(block: Block) -> Block:
    """A block in which each return without a value says what that yields: None, where others yield something."""
    if not any(isinstance(event, Return) and event.value is None for event in block.events):
        return block
    nothing = Const(None)
    events = [
        replace(each, value=nothing) if isinstance(each, Return) and each.value is None else each
        for each in block.events
    ]
    return replace(block, events=tuple(events))


def _kind(name: str, decorators: Sequence[str], is_member: bool, is_nested: bool) -> FunctionKind:
    if is_nested:
        return "nested"
    if not is_member:
        return "function"
    for decorator in decorators:
        if decorator in _KINDS:
            return _KINDS[decorator]
    return _SPECIAL.get(name, "method")


_SPECIAL: dict[str, FunctionKind] = {"__init__": "constructor", "__del__": "finalizer"}


def _flags_of(frame: Frame, node: Node, body: Sequence[Node], name: str, is_nested: bool) -> set[str]:
    flags = set()
    if "async" in node.tokens:
        flags.add("async")
    if not is_nested and (not name.startswith("_") or (name.startswith("__") and name.endswith("__"))):
        flags.add("public")
    if _is_stub(body) or _is_unimplemented(frame.file, body):
        flags.add("abstract")
    return flags


def _body_of(node: Node) -> Sequence[Node]:
    """The statements of a definition."""
    block = node.part("body")
    return () if block is None else block.children


def _substance(body: Sequence[Node]) -> Sequence[Node]:
    """The statements of a body without its docstring."""
    return body[1:] if body and _only(body[0]) in ("string", "concatenated_string") else body


def _only(statement: Node) -> str:
    """The kind of the expression that a statement consists of; the empty string if it is another statement."""
    is_one = statement.kind == "expression_statement" and len(statement.children) == 1
    return statement.children[0].kind if is_one else ""


def _is_stub(body: Sequence[Node]) -> bool:
    """Whether a body is `...`: a declaration only."""
    statements = _substance(body)
    return len(statements) == 1 and _only(statements[0]) == "ellipsis"


def _is_unimplemented(file: FileState, body: Sequence[Node]) -> bool:
    statements = _substance(body)
    if len(statements) != 1 or statements[0].kind != "raise_statement":
        return False
    raised = statements[0].unnamed()
    named = raised.children[0] if raised is not None and raised.kind == "call" else raised
    return dotted(file.data, named) == "NotImplementedError"


def _inner_frame(
    frame: Frame, number: int, declared: Sequence[_Declared], is_method: bool, body: Sequence[Node]
) -> Frame:
    """The frame of a function defined in `frame`."""
    file = frame.file
    this = declared[0].name if is_method and declared and declared[0].is_positional else None
    bound = bindings_of(file.data, body, walrus=file.has_walrus)
    for each in declared:
        if each.pattern is not None:
            for name in names_in_target(file.data, each.pattern):
                bound.add(name)
    scope = function_scope(frame.scope, number, [each.name for each in declared], bound, this)
    enter_closures(file, scope, bound)
    return Frame(file, number, scope, frame.owner)


def enter_closures(file: FileState, scope: Scope, bound: Bindings) -> None:
    """Number the nested functions of a scope ahead, as one may be named before it is defined."""
    for name, definition in bound.functions.items():
        if definition is not None:
            scope.closures[name] = file.number(definition)


class _Declared(NamedTuple):
    """A parameter as written. `pattern` is what Python 2 takes it apart into."""

    name: str
    mode: str
    type: Node | None
    default: Node | None
    pattern: Node | None
    is_positional: bool


_MODES = {"list_splat_pattern": "*", "dictionary_splat_pattern": "**"}


def _declared(frame: Frame, node: Node) -> list[_Declared]:
    """The parameters of a function or lambda, in the order of the source."""
    found: list[_Declared] = []
    is_positional = True
    parameters = node.part("parameters")
    for part in () if parameters is None else parameters.children:
        named = part.part("name") or (part.unnamed() if part.kind == "typed_parameter" else part)
        if named is None or named.kind in ("positional_separator", "keyword_separator", "ERROR"):
            is_positional = is_positional and part.kind != "keyword_separator"
            continue
        mode = _MODES.get(named.kind, "")
        is_positional = is_positional and not mode
        name = named.children[0] if mode and named.children else named
        pattern = None if name.kind == "identifier" else name
        default = part.part("value")
        found.append(_Declared(frame.text(name), mode, part.part("type"), default, pattern, is_positional))
    return found


def _defaults(frame: Frame, declared: Sequence[_Declared]) -> dict[str, Operand]:
    """Evaluate the parameters' defaults, which happens where the function is defined."""
    return {each.name: frame.value(each.default) for each in declared if each.default is not None}


def _parameter(inner: Frame, declared: _Declared, defaults: dict[str, Operand]) -> Parameter:
    name = declared.name
    return Parameter(name, inner.scope.place(name), inner.annotation(declared.type), declared.mode, defaults.get(name))


def _take_apart(inner: Frame, declared: Sequence[_Declared]) -> None:
    """Assign the parts of Python 2's `def f(host, (a, b))`."""
    for each in declared:
        if each.pattern is not None:
            inner.assign_to(each.pattern, inner.scope.place(each.name), inner.span(each.pattern))


@lowers(EXPRESSIONS, "lambda")
def _lambda(frame: Frame, node: Node) -> Operand:
    number = frame.file.number(node)
    declared = _declared(frame, node)
    defaults = _defaults(frame, declared)
    body = node.part("body")
    if frame.file.functions[number] is None and body is not None:
        inner = _inner_frame(frame, number, declared, False, [body] if frame.file.has_walrus else [])
        _take_apart(inner, declared)
        inner.builder.return_(frame.span(body), inner.value(body))
        frame.file.functions[number] = Function(
            number=number,
            name="<lambda>",
            kind="lambda",
            span=frame.span(node),
            owner=_owner(frame),
            parent=frame.number,
            parameters=tuple([_parameter(inner, each, defaults) for each in declared]),
            flags=tuple(sorted(inner.flags)),
            blocks=inner.builder.finish(),
        )
    return Closure(number)


# --- classes --------------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, "class_definition")
def _class(frame: Frame, node: Node) -> None:
    arguments = arguments_of(node)
    bases = tuple(
        [
            frame.text(value_of(argument))
            for argument in arguments
            if argument.kind not in ("keyword_argument", "dictionary_splat")
        ]
    )
    for argument in arguments:
        frame.value(value_of(argument))
    if id(node) in frame.file.numbers:
        return
    number = frame.file.number(node)
    own_name = "".join(frame.text(each) for each in node.parts("name"))
    inside_class = frame.scope.kind == "class" and frame.owner is not None
    name = f"{frame.owner.name}.{own_name}" if inside_class and frame.owner else own_name
    body = _body_of(node)
    bound = bindings_of(frame.file.data, body, walrus=frame.file.has_walrus)
    state = ClassState(name, _methods(frame.file, bound))
    inner = Frame(frame.file, number, class_scope(frame.scope, bound), state)
    # Methods see the variables of a function around the class, and nothing of the class body.
    inner.enclosing = None if frame.scope.kind == "module" else frame.enclosing
    inner.run(body)
    span = frame.span(node)
    frame.file.functions[number] = Function(
        number=number,
        name="<init>",
        kind="constructor",
        span=span,
        owner=name,
        parent=inner.enclosing,
        flags=(),
        locals=inner.locals,
        blocks=inner.builder.finish(),
    )
    class_name = node.part("name")
    if class_name is not None and _is_record(frame.file, node, bases, bound):
        _record_constructor(inner, node, class_name)
    frame.file.types.append(
        TypeDeclaration(
            name=name,
            span=span,
            bases=bases,
            fields=tuple(state.fields.values()),
        )
    )


#: Decorators and bases, by the last part of their names, that give a class a constructor which fills its fields.
_FILLING = frozenset(("dataclass", "define", "frozen", "mutable", "NamedTuple"))
#: Bases that have no fields of their own, which would come first.
_WITHOUT_FIELDS = frozenset(("NamedTuple", "Generic", "Protocol", "ABC", "object"))


def _is_record(file: FileState, node: Node, bases: Sequence[str], bound: Bindings) -> bool:
    """Whether a class has a constructor that nobody wrote, whose parameters are the fields of its body."""
    names = set(_as_imported(file, [base.partition("[")[0] for base in bases]))
    is_filled = not _FILLING.isdisjoint((*_decorators(file, node), *names))
    return is_filled and "__init__" not in bound.functions and names <= _WITHOUT_FIELDS


def _record_constructor(frame: Frame, node: Node, name: Node) -> None:
    """``@dataclass class T: a: A``: a constructor that is given the annotated fields in their order, and keeps them.
    `frame` is the class body's."""
    assert frame.owner is not None
    fields = [field for each in _body_of(node) if (field := _field(frame, each)) is not None]
    number = frame.file.number()
    names = ["self", *(frame.text(field.name) for field in fields)]
    scope = function_scope(frame.scope, number, names, Bindings(), "self")
    inner = Frame(frame.file, number, scope, frame.owner)
    parameters = [Parameter("self", "this")]
    for field in fields:
        own = frame.text(field.name)
        type_, default = frame.annotation(field.type), field.default
        value = None if default is None else frame.value(default) if default.kind in _LITERALS else UNKNOWN
        parameters.append(Parameter(own, scope.place(own), type_, default=value))
        inner.emit(Assign(frame.span(field.name), f"this.{own}", scope.place(own)))
    frame.file.functions[number] = Function(
        number=number,
        name="__init__",
        kind="constructor",
        span=frame.span(name),
        owner=frame.owner.name,
        parent=frame.enclosing,
        parameters=tuple(parameters),
        flags=("public",),
        blocks=inner.builder.finish(),
    )


class _Field(NamedTuple):
    """A field of a record as written."""

    name: Node
    type: Node
    default: Node | None


_LITERALS = frozenset(("none", "true", "false", "integer"))


def _field(frame: Frame, statement: Node) -> _Field | None:
    """The field that a statement of a class body declares, if the constructor fills it."""
    if _only(statement) != "assignment":
        return None
    assignment = statement.children[0]
    name, type_, default = assignment.part("left"), assignment.part("type"), assignment.part("right")
    if name is None or type_ is None or "ClassVar" in frame.text(type_):
        return None
    arguments = arguments_of(default) if default is not None and default.kind == "call" else ()
    is_left_out = any("".join(frame.text(argument).split()) == "init=False" for argument in arguments)
    return None if is_left_out else _Field(name, type_, default)


def _methods(file: FileState, bound: Bindings) -> frozenset[str]:
    """The names that a class body binds to functions; a property is no method."""
    properties = {
        file.text(name)
        for definition in bound.definitions
        if any(decorator in _KINDS for decorator in _decorators(file, definition))
        for name in definition.parts("name")
    }
    return frozenset(bound.functions) - properties
