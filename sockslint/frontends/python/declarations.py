"""Functions, lambdas and classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst
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
from sockslint.frontends.python.frame import EXPRESSIONS, STATEMENTS, ClassState, FileState, Frame, lowers
from sockslint.frontends.python.scopes import Bindings, Scope, bindings_of, class_scope, dotted, function_scope
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


def _decorators(file: FileState, node: cst.FunctionDef) -> list[str]:
    """The last part of each decorator's name, by which it was imported if it goes by another here."""
    imported = {each.alias: each.target for each in file.imports} if node.decorators else {}
    names = []
    for decorator in node.decorators:
        expression = decorator.decorator
        if isinstance(expression, cst.Call):
            expression = expression.func
        name = dotted(expression)
        names.append(imported.get(name, name).rpartition(".")[2])
    return names


# --- functions ------------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, cst.FunctionDef)
def _function(frame: Frame, node: cst.FunctionDef) -> None:
    is_new = id(node) not in frame.file.numbers or frame.file.functions[frame.file.numbers[id(node)]] is None
    number = frame.file.number(node)
    defaults = _defaults(frame, node.params)
    if is_new:
        _lower_function(frame, node, number, defaults)
    if frame.scope.kind == "function":
        frame.emit(Assign(frame.span(node.name), frame.scope.place(node.name.value), Closure(number)))


def _lower_function(frame: Frame, node: cst.FunctionDef, number: int, defaults: dict[str, Operand]) -> None:
    decorators = _decorators(frame.file, node)
    flags = {flag for decorator in decorators for flag in _FLAGS.get(decorator, ())}
    is_member = frame.scope.kind == "class"
    is_nested = not is_member and frame.scope.kind == "function"
    name = node.name.value
    inner = _inner_frame(frame, node, number, node.params, is_member and "static" not in flags, node.body.body)
    parameters = tuple(_parameters(inner, node.params, defaults))
    inner.flags |= flags | _flags_of(node, name, is_nested)
    is_declaration = _is_stub(node.body)
    inner.run([] if is_declaration else [node.body])
    span = frame.span(node)
    answers = inner.yields_value and "generator" not in inner.flags
    if answers:
        inner.builder.return_(Span(max(span.end - 1, span.start), span.end), None)
    blocks = inner.builder.finish()
    if answers:
        blocks = tuple(_returning_none(block) for block in blocks)
    kind = _kind(name, decorators, is_member, is_nested)
    frame.file.functions[number] = Function(
        number=number,
        name=name,
        kind=kind,
        span=span,
        owner=frame.owner.name if frame.owner is not None and is_member else None,
        parent=frame.enclosing if is_nested or is_member else None,
        parameters=parameters,
        returns=frame.annotation(node.returns),
        flags=tuple(sorted(inner.flags)),
        locals=inner.locals,
        blocks=() if is_declaration else blocks,
    )
    if is_member and frame.owner is not None and kind == "getter":
        frame.owner.add_field(name, frame.annotation(node.returns), "property")


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


def _flags_of(node: cst.FunctionDef, name: str, is_nested: bool) -> set[str]:
    flags = set()
    if node.asynchronous is not None:
        flags.add("async")
    if not is_nested and (not name.startswith("_") or (name.startswith("__") and name.endswith("__"))):
        flags.add("public")
    if _is_stub(node.body) or _is_unimplemented(node.body):
        flags.add("abstract")
    return flags


def _substance(body: cst.BaseSuite) -> list[cst.CSTNode]:
    """The statements of a body without its docstring."""
    statements: list[cst.CSTNode] = []
    for line in body.body:
        statements.extend(line.body if isinstance(line, cst.SimpleStatementLine) else [line])
    first = statements[0] if statements else None
    if isinstance(first, cst.Expr) and isinstance(first.value, cst.SimpleString | cst.ConcatenatedString):
        del statements[0]
    return statements


def _is_stub(body: cst.BaseSuite) -> bool:
    """Whether a body is `...`: a declaration only."""
    statements = _substance(body)
    return (
        len(statements) == 1 and isinstance(statements[0], cst.Expr) and isinstance(statements[0].value, cst.Ellipsis)
    )


def _is_unimplemented(body: cst.BaseSuite) -> bool:
    statements = _substance(body)
    if len(statements) != 1 or not isinstance(statements[0], cst.Raise):
        return False
    raised = statements[0].exc
    return dotted(raised.func if isinstance(raised, cst.Call) else raised) == "NotImplementedError"


def _inner_frame(
    frame: Frame,
    node: cst.CSTNode,
    number: int,
    params: cst.Parameters,
    is_method: bool,
    body: Sequence[cst.CSTNode],
) -> Frame:
    """The frame of a function defined in `frame`."""
    file = frame.file
    positional = [*params.posonly_params, *params.params]
    this = positional[0].name.value if is_method and positional else None
    bound = bindings_of(body, walrus=file.has_walrus)
    names = [parameter.name.value for parameter, _ in _in_order(params)]
    scope = function_scope(frame.scope, number, names, bound, this)
    enter_closures(file, scope, bound)
    return Frame(file, number, scope, frame.owner)


def enter_closures(file: FileState, scope: Scope, bound: Bindings) -> None:
    """Number the nested functions of a scope ahead, as one may be named before it is defined."""
    for name, definition in bound.functions.items():
        if definition is not None:
            scope.closures[name] = file.number(definition)


def _in_order(params: cst.Parameters) -> Iterator[tuple[cst.Param, str]]:
    """The parameters with their modes, in the order of the source."""
    for parameter in (*params.posonly_params, *params.params):
        yield parameter, ""
    if isinstance(params.star_arg, cst.Param):
        yield params.star_arg, "*"
    for parameter in params.kwonly_params:
        yield parameter, ""
    if params.star_kwarg is not None:
        yield params.star_kwarg, "**"


def _defaults(frame: Frame, params: cst.Parameters) -> dict[str, Operand]:
    """Evaluate the parameters' defaults, which happens where the function is defined."""
    return {
        parameter.name.value: frame.value(parameter.default)
        for parameter, _ in _in_order(params)
        if parameter.default is not None
    }


def _parameters(inner: Frame, params: cst.Parameters, defaults: dict[str, Operand]) -> Iterator[Parameter]:
    for parameter, mode in _in_order(params):
        name = parameter.name.value
        type_ = inner.annotation(parameter.annotation)
        yield Parameter(name, inner.scope.place(name), type_, mode, defaults.get(name))


@lowers(EXPRESSIONS, cst.Lambda)
def _lambda(frame: Frame, node: cst.Lambda) -> Operand:
    number = frame.file.number(node)
    defaults = _defaults(frame, node.params)
    if frame.file.functions[number] is None:
        inner = _inner_frame(frame, node, number, node.params, False, [node.body] if frame.file.has_walrus else [])
        inner.builder.return_(frame.span(node.body), inner.value(node.body))
        frame.file.functions[number] = Function(
            number=number,
            name="<lambda>",
            kind="lambda",
            span=frame.span(node),
            parent=frame.number,
            parameters=tuple(_parameters(inner, node.params, defaults)),
            flags=tuple(sorted(inner.flags)),
            blocks=inner.builder.finish(),
        )
    return Closure(number)


# --- classes --------------------------------------------------------------------------------------------------------


@lowers(STATEMENTS, cst.ClassDef)
def _class(frame: Frame, node: cst.ClassDef) -> None:
    bases = tuple(frame.argument_text(arg) for arg in node.bases)
    for arg in (*node.bases, *node.keywords):
        frame.value(arg.value)
    if id(node) in frame.file.numbers:
        return
    number = frame.file.number(node)
    inside_class = frame.scope.kind == "class" and frame.owner is not None
    name = f"{frame.owner.name}.{node.name.value}" if inside_class and frame.owner else node.name.value
    bound = bindings_of(node.body.body, walrus=frame.file.has_walrus)
    state = ClassState(name, _methods(frame.file, bound))
    inner = Frame(frame.file, number, class_scope(frame.scope, bound), state)
    # Methods see the variables of a function around the class, and nothing of the class body.
    inner.enclosing = None if frame.scope.kind == "module" else frame.enclosing
    inner.run([node.body])
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
    frame.file.types.append(
        TypeDeclaration(
            name=name,
            span=span,
            bases=bases,
            fields=tuple(state.fields.values()),
            type_parameters=_type_parameters(node.type_parameters),
        )
    )


def _methods(file: FileState, bound: Bindings) -> frozenset[str]:
    """The names that a class body binds to functions; a property is no method."""
    properties = {
        definition.name.value
        for definition in bound.definitions
        if any(decorator in _KINDS for decorator in _decorators(file, definition))
    }
    return frozenset(bound.functions) - properties


def _type_parameters(node: cst.TypeParameters | None) -> tuple[str, ...]:
    return () if node is None else tuple(parameter.param.name.value for parameter in node.params)
