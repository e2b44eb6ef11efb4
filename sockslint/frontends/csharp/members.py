"""The members of types: storage, functions, accessors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from sockslint.flow.model import Assign, Call, Field, Function, FunctionKind, Parameter
from sockslint.frontends.csharp.body import Body, File
from sockslint.frontends.csharp.calls import argument_list
from sockslint.frontends.csharp.creation import typed_value
from sockslint.frontends.csharp.functions import lower_body, modifiers, parameters, yields_value
from sockslint.frontends.csharp.scopes import TypeScope
from sockslint.frontends.csharp.suppressions import suppressions
from sockslint.frontends.csharp.tables import member
from sockslint.frontends.csharp.variables import initial_value
from sockslint.frontends.trees import Node
from sockslint.text import Span

#: Modifiers that the model speaks of, beside visibility.
_FLAGS: Final = ("static", "async", "abstract", "virtual", "override")

_VISIBLE: Final = frozenset({"public", "protected"})


class Holder(msgspec.Struct):
    """Where a declaration stands: in which namespace or type. A type gathers its fields and initialisers here."""

    file: File
    namespace: str = ""
    type: TypeScope | None = None
    fields: list[Field] = msgspec.field(default_factory=list)
    initialisers: list[tuple[str, Node, str | None]] = msgspec.field(default_factory=list)

    def qualified(self, name: str) -> str:
        """The full name of a type declared here."""
        around = self.type.name if self.type is not None else self.namespace
        return f"{around}.{name}" if around else name


# --- fields and initialisers --------------------------------------------------------------------------------------


@member("field_declaration", "event_field_declaration")
def fields(holder: Holder, node: Node) -> None:
    """Fields, or events that the compiler keeps."""
    declaration = node.first("variable_declaration")
    if declaration is None or holder.type is None:
        return
    suppressions(holder.file, node)
    type_ = holder.file.type(declaration.part("type"))
    flags = _storage_flags(holder, node)
    form: Literal["field", "event"] = "event" if node.kind == "event_field_declaration" else "field"
    for child in declaration.children:
        name = child.part("name") if child.kind == "variable_declarator" else None
        if name is not None:
            text = holder.file.name(name)
            holder.fields.append(Field(text, type_, form, flags))
            value = initial_value(child)
            if value is not None:
                holder.initialisers.append((text, value, type_))


def _storage_flags(holder: Holder, node: Node) -> tuple[str, ...]:
    flags = [flag for flag in _member_flags(holder, node, has_body=False) if flag != "async"]
    return (*flags, "const") if "const" in modifiers(holder.file, node) else tuple(flags)


def lower_initialisers(holder: Holder, node: Node) -> None:
    """The initialisers of a type's fields and properties, as a constructor of their own."""
    if holder.initialisers:
        body = Body(holder.file, holder.type, holder.file.reserve())
        _initialise(holder, body)
        body.finish("<init>", "constructor", Span(node.start, node.end))


def _initialise(holder: Holder, body: Body) -> None:
    for name, value, type_ in holder.initialisers:
        operand = typed_value(body, value, type_)
        body.emit(Assign(Span(value.start, value.end), f"this.{name}", operand, type_))


# --- functions ----------------------------------------------------------------------------------------------------


def _member_flags(holder: Holder, node: Node, *, has_body: bool) -> tuple[str, ...]:
    found = modifiers(holder.file, node)
    flags: list[str] = [flag for flag in _FLAGS if flag in found]
    is_interface = holder.type is not None and holder.type.is_interface
    explicit = node.first("explicit_interface_specifier") is not None
    if explicit or ("private" not in found and (is_interface or any(word in _VISIBLE for word in found))):
        flags.append("public")
    if is_interface and not has_body and "static" not in found and "abstract" not in flags:
        flags.append("abstract")
    return tuple(flags)


def _function(
    holder: Holder,
    node: Node,
    name: str,
    kind: FunctionKind,
    *,
    returns: str | None = None,
    lists: Sequence[Node | None] = (),
    flags: Sequence[str] = (),
    value_type: str | None = None,
    code: Node | None = None,
    has_value: bool = True,
) -> None:
    """Lower a member with a body, or declare one without. `value_type` is that of a setter's ``value``."""
    body = Body(holder.file, holder.type, holder.file.reserve())
    body.returns = returns
    declared = tuple([parameter for list_ in lists for parameter in parameters(body, list_)])
    if value_type is not None:
        declared = (*declared, Parameter("value", body.declare_name("value", node.start), value_type))
        body.parameter_types["value"] = value_type
    _base_call(body, node)
    if code is None and kind != "constructor":
        holder.file.functions[body.number] = Function(
            body.number,
            name,
            kind,
            Span(node.start, node.end),
            holder.type.name if holder.type is not None else None,
            None,
            declared,
            returns,
            tuple(flags),
        )
        return
    lower_body(body, code, has_value=has_value)
    body.finish(name, kind, Span(node.start, node.end), declared, tuple(flags))


def _base_call(body: Body, node: Node) -> None:
    """``: base(...)`` and ``: this(...)``."""
    initializer = node.first("constructor_initializer")
    if initializer is None or not initializer.children:
        return
    first = initializer.children[0]
    arguments = argument_list(body, initializer.first("argument_list"))
    span = Span(first.start, initializer.end)
    name = "this" if first.kind == "this" else "base"
    body.emit(Call(span, body.temporary(), "this", name, None, arguments, form="base", discarded=True))


@member("method_declaration")
def method(holder: Holder, node: Node) -> None:
    """A method."""
    name, list_, code = node.part("name"), node.part("parameters"), node.part("body")
    if name is None:
        return
    suppressions(holder.file, node)
    flags = list(_member_flags(holder, node, has_body=code is not None))
    if list_ is not None and list_.children and _is_extended(holder, list_.children[0]):
        flags.append("extension")
    if "virtual" in flags and _is_unimplemented(holder, code):
        flags.append("abstract")
    with holder.file.constrained(node):
        returns = holder.file.type(node.part("returns"))
        _function(
            holder,
            node,
            holder.file.name(name),
            "method",
            returns=returns,
            lists=[list_],
            flags=flags,
            code=code,
            has_value=yields_value(returns, is_async="async" in flags),
        )


def _is_unimplemented(holder: Holder, code: Node | None) -> bool:
    """Whether a body does nothing but throw that it is not there: those that derive from the type have one."""
    inner = code.children if code is not None else ()
    thrown = inner[0].children if len(inner) == 1 and inner[0].kind in ("throw_statement", "throw_expression") else ()
    type_ = thrown[0].part("type") if thrown and thrown[0].kind == "object_creation_expression" else None
    return type_ is not None and holder.file.name(type_).endswith("NotImplementedException")


def _is_extended(holder: Holder, parameter: Node) -> bool:
    """Whether a first parameter makes its method an extension: a call that does not parse can look like a declaration,
    with a ``this`` that stands for no parameter (``Done?.Invoke(this, e);`` between members)."""
    name = parameter.part("name")
    return name is not None and holder.file.name(name) != "" and "this" in modifiers(holder.file, parameter)


@member("constructor_declaration")
def constructor(holder: Holder, node: Node) -> None:
    """A constructor."""
    name = node.part("name")
    if name is not None:
        suppressions(holder.file, node)
        flags = _member_flags(holder, node, has_body=True)
        _function(
            holder,
            node,
            holder.file.name(name),
            "constructor",
            lists=[node.part("parameters")],
            flags=flags,
            code=node.part("body"),
            has_value=False,
        )


@member("destructor_declaration")
def finalizer(holder: Holder, node: Node) -> None:
    """A finalizer."""
    name = node.part("name")
    if name is not None:
        suppressions(holder.file, node)
        _function(holder, node, holder.file.name(name), "finalizer", code=node.part("body"), has_value=False)


@member("operator_declaration", "conversion_operator_declaration")
def operator(holder: Holder, node: Node) -> None:
    """An operator; its name is ``operator`` with the sign, or the type converted to."""
    type_ = holder.file.type(node.part("type"))
    sign = next((token for token in reversed(node.tokens) if token not in _OPERATOR_WORDS), type_)
    suppressions(holder.file, node)
    _function(
        holder,
        node,
        f"operator {sign}",
        "method",
        returns=type_,
        lists=[node.part("parameters")],
        flags=_member_flags(holder, node, has_body=True),
        code=node.part("body"),
    )


_OPERATOR_WORDS: Final = frozenset({"operator", "implicit", "explicit", "checked"})


class PrimaryConstructor:
    """``class T(A a) : B(a)``: a constructor in the head of a type, whose parameters all members see; so they are kept
    as if in fields. It gives the members their first values, when those have been met."""

    def __init__(self, holder: Holder, node: Node, list_: Node) -> None:
        assert holder.type is not None
        self._holder, self._node, self._list = holder, node, list_
        self._body = Body(holder.file, holder.type, holder.file.reserve())
        self._declared = parameters(self._body, list_)
        is_record = node.kind == "record_declaration"
        form: Literal["field", "property"] = "property" if is_record else "field"
        for parameter in self._declared:
            holder.type.members.setdefault(parameter.name, form)
            if parameter.type is not None:
                holder.type.types.setdefault(parameter.name, parameter.type)
            holder.fields.append(Field(parameter.name, parameter.type, form, ("public",) if is_record else ()))

    def finish(self) -> None:
        """Lower it, once the members are lowered."""
        body, list_ = self._body, self._list
        base = self._node.first("base_list")
        called = base and (base.first("primary_constructor_base_type") or base)
        arguments = called and called.first("argument_list")
        if called is not None and arguments is not None:
            values = argument_list(body, arguments)
            span = Span(called.start, arguments.end)
            body.emit(Call(span, body.temporary(), "this", "base", None, values, form="base", discarded=True))
        for parameter in self._declared:
            body.emit(Assign(Span(list_.start, list_.end), f"this.{parameter.name}", parameter.place, parameter.type))
        _initialise(self._holder, body)
        name = self._node.part("name")
        assert name is not None
        span = Span(self._node.start, list_.end)
        body.finish(self._holder.file.name(name), "constructor", span, self._declared, ("public",))


# --- properties, indexers, events ---------------------------------------------------------------------------------

_ACCESSORS: Final[dict[str, tuple[FunctionKind, str]]] = {
    "get": ("getter", ""),
    "set": ("setter", ""),
    "init": ("setter", ""),
    "add": ("setter", ""),
    "remove": ("method", "remove_"),
}

#: An indexer has no name of its own; its accessors go by that of the element's holder.
_INDEXER: Final = "[]"


@member("property_declaration", "indexer_declaration", "event_declaration")
def property_(holder: Holder, node: Node) -> None:
    """A property, an indexer or an event with accessors: storage, functions, or both."""
    file, name = holder.file, node.part("name")
    if name is None and node.kind != "indexer_declaration":
        return
    suppressions(file, node)
    text = _INDEXER if name is None else file.name(name)
    type_ = file.type(node.part("type"))
    list_, value = node.part("accessors"), node.part("value")
    accessors = list_.children if list_ is not None else []
    has_bodies = any(accessor.part("body") is not None for accessor in accessors) or (
        value is not None and value.kind == "arrow_expression_clause"
    )
    flags = _member_flags(holder, node, has_body=has_bodies)
    if name is not None:
        holder.fields.append(
            Field(
                text, type_, "event" if node.kind == "event_declaration" else "property", _storage_flags(holder, node)
            )
        )
    if value is not None and value.kind == "arrow_expression_clause":
        _function(holder, node, text, "getter", returns=type_, lists=[node.part("parameters")], flags=flags, code=value)
        return
    if value is not None:
        holder.initialisers.append((text, value, type_))
    bodiless = "abstract" in flags or "extern" in modifiers(file, node)
    for accessor in accessors:
        _accessor(holder, node, accessor, text, type_, flags, bodiless=bodiless)


def _accessor(
    holder: Holder, node: Node, accessor: Node, name: str, type_: str | None, flags: Sequence[str], *, bodiless: bool
) -> None:
    """An accessor with a body, or one that another type must give a body. Others are storage and no function."""
    word = accessor.part("name")
    code = accessor.part("body")
    if word is None or (code is None and not bodiless):
        return
    kind, prefix = _ACCESSORS.get(holder.file.text(word), ("method", ""))
    own = modifiers(holder.file, accessor)
    if "private" in own or "internal" in own:
        flags = [flag for flag in flags if flag != "public"]
    gets = kind == "getter"
    _function(
        holder,
        accessor,
        prefix + name,
        kind,
        returns=type_ if gets else None,
        lists=[node.part("parameters")],
        flags=flags,
        value_type=None if gets else type_,
        code=code,
        has_value=gets,
    )
