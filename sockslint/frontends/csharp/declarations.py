"""Namespaces, types and their members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from sockslint.flow.model import (
    Assign,
    Call,
    Field,
    Function,
    FunctionKind,
    Import,
    Parameter,
    Problem,
    TypeDeclaration,
)
from sockslint.frontends.csharp.body import Body, File
from sockslint.frontends.csharp.calls import argument_list
from sockslint.frontends.csharp.creation import typed_value
from sockslint.frontends.csharp.functions import event_handler, lower_body, modifiers, parameters, yields_value
from sockslint.frontends.csharp.scopes import MemberForm, TypeScope
from sockslint.frontends.csharp.statements import initial_value, sequence
from sockslint.frontends.csharp.suppressions import suppressions
from sockslint.frontends.csharp.syntax import Node
from sockslint.frontends.csharp.tables import MEMBERS, STATEMENTS, member
from sockslint.text import Span

TypeKind = Literal["class", "struct", "interface", "enum"]

#: Modifiers that the model speaks of, beside visibility.
_FLAGS: Final = ("static", "async", "abstract", "virtual", "override")

_VISIBLE: Final = frozenset({"public", "protected"})


@dataclass(slots=True)
class Place:
    """Where a declaration stands: in which namespace or type. A type gathers its fields and initialisers here."""

    file: File
    namespace: str = ""
    type: TypeScope | None = None
    fields: list[Field] = field(default_factory=list)
    initialisers: list[tuple[str, Node, str | None]] = field(default_factory=list)

    def qualified(self, name: str) -> str:
        """The full name of a type declared here."""
        around = self.type.name if self.type is not None else self.namespace
        return f"{around}.{name}" if around else name


# --- from the top -------------------------------------------------------------------------------------------------


def lower_file(file: File) -> None:
    """Lower all that a file declares, and the statements outside of it."""
    root, top = file.tree.root, Place(file)
    if root.kind == "ERROR":
        piece(top, root)
        return
    if any(_has_statements(node) for node in root.children):
        _module(file, root.children)
    members(top, root.children)


def members(place: Place, nodes: Iterable[Node]) -> None:
    """Lower declarations one after the other; one that cannot be lowered becomes a problem of its own."""
    for node in nodes:
        lower = MEMBERS.get(node.kind)
        if lower is not None:
            try:
                lower(place, node)
            except RecursionError:
                place.file.problems.append(Problem(Span(node.start, node.end), "too deeply nested to be analysed"))


def _has_statements(node: Node) -> bool:
    if node.kind in ("preproc_if", "preproc_elif", "preproc_else"):
        return any(_has_statements(child) for child in node.children if child.field != "condition")
    return node.kind == "global_statement" or (node.kind in STATEMENTS and node.kind != "empty_statement")


def _module(file: File, nodes: Sequence[Node]) -> None:
    """The statements outside any type: the body of a function of its own."""
    body = Body(file, None, file.reserve())
    arguments = Parameter("args", body.declare_name("args", -1), "string[]")
    statements = [node for node in nodes if _has_statements(node)]
    sequence(body, statements)
    body.finish("<module>", "module", Span(0, len(file.data)), (arguments,))


@member("preproc_if", "preproc_elif", "preproc_else", "declaration_list", "extension_declaration")
def wrapped(place: Place, node: Node) -> None:
    """``#if`` among members, of which both branches are declared; braces."""
    members(place, node.children)


@member("ERROR")
def piece(place: Place, node: Node) -> None:
    """A piece that does not parse. The members in it belong to the type or namespace whose head comes before them."""
    at, types = place, []
    for child, following in pairwise([*node.children, node]):
        if following.kind in ("identifier", "qualified_name") and child.kind == "namespace":
            at = Place(place.file, place.qualified(_dotted(place.file, following)))
        elif following.kind == "identifier" and child.kind in _TYPE_WORDS:
            scope = TypeScope(
                Place(place.file, at.namespace, place.type).qualified(place.file.name(following)),
                place.type,
                child.kind == "interface",
            )
            at = Place(place.file, at.namespace, scope)
            _enter_members(place.file, scope, (part for part in node.children if part.start > child.start))
            types.append((at, child.kind))
        else:
            members(at, [child])
    for inner, word in types:
        _initialisers(inner, node)
        _declare_type(inner, node, _TYPE_WORDS[word], (), ())


@member("using_directive")
def using(place: Place, node: Node) -> None:
    """``using N;``, ``using A = T;``, ``using static T;``."""
    alias = node.part("name")
    target = next((child for child in reversed(node.children) if child.kind != "ERROR"), None)
    if target is None:
        return
    text = (place.file.type(target) or "").removeprefix("global::")
    if alias is not None and alias is not target:
        place.file.imports.append(Import(place.file.name(alias), text))
    else:
        place.file.imports.append(Import("*" if "static" in node.tokens else "", text))


@member("namespace_declaration", "file_scoped_namespace_declaration")
def namespace(place: Place, node: Node) -> None:
    """``namespace N { ... }`` and ``namespace N;``."""
    name = node.part("name")
    text = place.qualified(_dotted(place.file, name)) if name is not None else place.namespace
    if text not in place.file.namespaces:
        place.file.namespaces.append(text)
    inner = node.part("body")
    if inner is None:
        place.namespace = text
    else:
        members(Place(place.file, text), inner.children)


def _dotted(file: File, node: Node) -> str:
    return "".join(file.text(node).split())


# --- types --------------------------------------------------------------------------------------------------------

_KINDS: Final[dict[str, TypeKind]] = {
    "class_declaration": "class",
    "record_declaration": "class",
    "struct_declaration": "struct",
    "interface_declaration": "interface",
}


#: Keywords that begin a type, for pieces that do not parse.
_TYPE_WORDS: Final[dict[str, TypeKind]] = {
    "class": "class",
    "record": "class",
    "struct": "struct",
    "interface": "interface",
}


@member("class_declaration", "record_declaration", "struct_declaration", "interface_declaration")
def type_declaration(place: Place, node: Node) -> None:
    """A type with members."""
    file, name = place.file, node.part("name")
    if name is None:
        return
    suppressions(file, node)
    kind: TypeKind = "struct" if node.kind == "record_declaration" and "struct" in node.tokens else _KINDS[node.kind]
    scope = TypeScope(place.qualified(file.name(name)), place.type, kind == "interface")
    inner = Place(file, place.namespace, scope)
    body = node.part("body")
    nodes = body.children if body is not None else []
    primary = node.first("parameter_list")
    _enter_members(file, scope, nodes)
    if primary is not None:
        _primary_constructor(inner, node, primary)
    members(inner, nodes)
    _initialisers(inner, node)
    generics = node.first("type_parameter_list")
    names = [child.part("name") for child in generics.children] if generics is not None else []
    _declare_type(inner, node, kind, _bases(file, node), [file.name(part) for part in names if part is not None])


def _declare_type(place: Place, node: Node, kind: TypeKind, bases: Sequence[str], generics: Sequence[str]) -> None:
    assert place.type is not None
    span = Span(node.start, node.end)
    place.file.types.append(
        TypeDeclaration(place.type.name, span, kind, tuple(bases), tuple(place.fields), tuple(generics))
    )


def _bases(file: File, node: Node) -> tuple[str, ...]:
    list_ = node.first("base_list")
    if list_ is None:
        return ()
    types = [
        child.part("type") if child.kind == "primary_constructor_base_type" else child
        for child in list_.children
        if child.kind not in ("argument_list", "ERROR")
    ]
    return tuple([text for type_ in types if (text := file.type(type_)) is not None])


@member("enum_declaration")
def enum(place: Place, node: Node) -> None:
    """An enumeration; its members are static fields."""
    name, body = node.part("name"), node.part("body")
    if name is None:
        return
    text = place.qualified(place.file.name(name))
    names = [
        place.file.name(found)
        for child in _flattened(body.children if body is not None else ())
        if child.kind == "enum_member_declaration" and (found := child.part("name")) is not None
    ]
    fields = tuple([Field(found, text.rpartition(".")[2], "field", ("static", "public")) for found in names])
    place.file.types.append(TypeDeclaration(text, Span(node.start, node.end), "enum", _bases(place.file, node), fields))


def _flattened(nodes: Iterable[Node]) -> Iterator[Node]:
    """Members, those of both branches of an ``#if`` among them, and those in pieces that do not parse."""
    for node in nodes:
        if node.kind in ("preproc_if", "preproc_elif", "preproc_else", "ERROR", "extension_declaration"):
            yield from _flattened(node.children)
        else:
            yield node


# --- the members' names, before their bodies ----------------------------------------------------------------------

_FORMS: Final[dict[str, MemberForm]] = {
    "field_declaration": "field",
    "event_field_declaration": "event",
    "property_declaration": "property",
    "event_declaration": "event",
    "method_declaration": "method",
}


def _enter_members(file: File, scope: TypeScope, nodes: Iterable[Node]) -> None:
    """Enter what a type declares, so that bodies can tell its members from other names."""
    for node in _flattened(nodes):
        form = _FORMS.get(node.kind)
        if form is None:
            continue
        declaration = node.first("variable_declaration") if form in ("field", "event") else None
        holder = node if declaration is None else declaration
        type_ = file.type(holder.part("type"))
        named = [node] if declaration is None else declaration.children
        for child in named:
            name = child.part("name")
            if name is not None:
                text = file.name(name)
                scope.members.setdefault(text, form)
                if type_ is not None:
                    scope.types.setdefault(text, type_)


# --- fields and initialisers --------------------------------------------------------------------------------------


@member("field_declaration", "event_field_declaration")
def fields(place: Place, node: Node) -> None:
    """Fields, or events that the compiler keeps."""
    declaration = node.first("variable_declaration")
    if declaration is None or place.type is None:
        return
    suppressions(place.file, node)
    type_ = place.file.type(declaration.part("type"))
    flags = _storage_flags(place, node)
    form: Literal["field", "event"] = "event" if node.kind == "event_field_declaration" else "field"
    for child in declaration.children:
        name = child.part("name") if child.kind == "variable_declarator" else None
        if name is not None:
            text = place.file.name(name)
            place.fields.append(Field(text, type_, form, flags))
            value = initial_value(child)
            if value is not None:
                place.initialisers.append((text, value, type_))


def _storage_flags(place: Place, node: Node) -> tuple[str, ...]:
    return tuple([flag for flag in _member_flags(place, node, has_body=False) if flag != "async"])


def _initialisers(place: Place, node: Node) -> None:
    """The initialisers of a type's fields and properties, as a constructor of their own."""
    if not place.initialisers:
        return
    body = Body(place.file, place.type, place.file.reserve())
    for name, value, type_ in place.initialisers:
        operand = typed_value(body, value, type_)
        body.emit(Assign(Span(value.start, value.end), f"this.{name}", operand, type_))
    body.finish("<init>", "constructor", Span(node.start, node.end))


# --- functions ----------------------------------------------------------------------------------------------------


def _member_flags(place: Place, node: Node, *, has_body: bool) -> tuple[str, ...]:
    found = modifiers(place.file, node)
    flags: list[str] = [flag for flag in _FLAGS if flag in found]
    is_interface = place.type is not None and place.type.is_interface
    explicit = node.first("explicit_interface_specifier") is not None
    if explicit or ("private" not in found and (is_interface or any(word in _VISIBLE for word in found))):
        flags.append("public")
    if is_interface and not has_body and "static" not in found and "abstract" not in flags:
        flags.append("abstract")
    return tuple(flags)


def _function(
    place: Place,
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
    body = Body(place.file, place.type, place.file.reserve())
    body.returns = returns
    declared = tuple([parameter for list_ in lists for parameter in parameters(body, list_)])
    if value_type is not None:
        declared = (*declared, Parameter("value", body.declare_name("value", node.start), value_type))
        body.parameter_types["value"] = value_type
    found = (*flags, *event_handler(declared))
    _base_call(body, node)
    if code is None and kind != "constructor":
        place.file.functions[body.number] = Function(
            body.number,
            name,
            kind,
            Span(node.start, node.end),
            place.type.name if place.type is not None else None,
            None,
            declared,
            returns,
            found,
        )
        return
    lower_body(body, code, has_value=has_value)
    body.finish(name, kind, Span(node.start, node.end), declared, found)


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
def method(place: Place, node: Node) -> None:
    """A method."""
    name, list_, code = node.part("name"), node.part("parameters"), node.part("body")
    if name is None:
        return
    suppressions(place.file, node)
    returns = place.file.type(node.part("returns"))
    flags = list(_member_flags(place, node, has_body=code is not None))
    if list_ is not None and list_.children and "this" in modifiers(place.file, list_.children[0]):
        flags.append("extension")
    _function(
        place,
        node,
        place.file.name(name),
        "method",
        returns=returns,
        lists=[list_],
        flags=flags,
        code=code,
        has_value=yields_value(returns, is_async="async" in flags),
    )


@member("constructor_declaration")
def constructor(place: Place, node: Node) -> None:
    """A constructor."""
    name = node.part("name")
    if name is not None:
        suppressions(place.file, node)
        flags = _member_flags(place, node, has_body=True)
        _function(
            place,
            node,
            place.file.name(name),
            "constructor",
            lists=[node.part("parameters")],
            flags=flags,
            code=node.part("body"),
            has_value=False,
        )


@member("destructor_declaration")
def finalizer(place: Place, node: Node) -> None:
    """A finalizer."""
    name = node.part("name")
    if name is not None:
        suppressions(place.file, node)
        _function(place, node, place.file.name(name), "finalizer", code=node.part("body"), has_value=False)


@member("operator_declaration", "conversion_operator_declaration")
def operator(place: Place, node: Node) -> None:
    """An operator; its name is ``operator`` with the sign, or the type converted to."""
    type_ = place.file.type(node.part("type"))
    sign = next((token for token in reversed(node.tokens) if token not in _OPERATOR_WORDS), type_)
    suppressions(place.file, node)
    _function(
        place,
        node,
        f"operator {sign}",
        "method",
        returns=type_,
        lists=[node.part("parameters")],
        flags=_member_flags(place, node, has_body=True),
        code=node.part("body"),
    )


_OPERATOR_WORDS: Final = frozenset({"operator", "implicit", "explicit", "checked"})


def _primary_constructor(place: Place, node: Node, list_: Node) -> None:
    """``class T(A a) : B(a)``: a constructor whose parameters all members see; so they are kept as if in fields."""
    assert place.type is not None
    file, is_record = place.file, node.kind == "record_declaration"
    body = Body(file, place.type, file.reserve())
    declared = parameters(body, list_)
    base = node.first("base_list")
    holder = base.first("primary_constructor_base_type") if base is not None else None
    arguments = (holder or base).first("argument_list") if base is not None else None
    if base is not None and arguments is not None:
        values = argument_list(body, arguments)
        span = Span(base.start, arguments.end)
        body.emit(Call(span, body.temporary(), "this", "base", None, values, form="base", discarded=True))
    for parameter in declared:
        place.type.members.setdefault(parameter.name, "property" if is_record else "field")
        if parameter.type is not None:
            place.type.types.setdefault(parameter.name, parameter.type)
        flags = ("public",) if is_record else ()
        place.fields.append(Field(parameter.name, parameter.type, "property" if is_record else "field", flags))
        body.emit(Assign(Span(list_.start, list_.end), f"this.{parameter.name}", parameter.place, parameter.type))
    name = node.part("name")
    assert name is not None
    body.finish(file.name(name), "constructor", Span(node.start, list_.end), declared, ("public",))


# --- properties, indexers, events ---------------------------------------------------------------------------------

_ACCESSORS: Final[dict[str, tuple[FunctionKind, str]]] = {
    "get": ("getter", ""),
    "set": ("setter", ""),
    "init": ("setter", ""),
    "add": ("method", "add_"),
    "remove": ("method", "remove_"),
}

#: An indexer has no name of its own; its accessors go by that of the element's place.
_INDEXER: Final = "[]"


@member("property_declaration", "indexer_declaration", "event_declaration")
def property_(place: Place, node: Node) -> None:
    """A property, an indexer or an event with accessors: storage, functions, or both."""
    file, name = place.file, node.part("name")
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
    flags = _member_flags(place, node, has_body=has_bodies)
    if name is not None:
        place.fields.append(
            Field(text, type_, "event" if node.kind == "event_declaration" else "property", _storage_flags(place, node))
        )
    if value is not None and value.kind == "arrow_expression_clause":
        _function(place, node, text, "getter", returns=type_, lists=[node.part("parameters")], flags=flags, code=value)
        return
    if value is not None:
        place.initialisers.append((text, value, type_))
    bodiless = "abstract" in flags or "extern" in modifiers(file, node)
    for accessor in accessors:
        _accessor(place, node, accessor, text, type_, flags, bodiless=bodiless)


def _accessor(
    place: Place, node: Node, accessor: Node, name: str, type_: str | None, flags: Sequence[str], *, bodiless: bool
) -> None:
    """An accessor with a body, or one that another type must give a body. Others are storage and no function."""
    word = accessor.part("name")
    code = accessor.part("body")
    if word is None or (code is None and not bodiless):
        return
    kind, prefix = _ACCESSORS.get(place.file.text(word), ("method", ""))
    own = modifiers(place.file, accessor)
    if "private" in own or "internal" in own:
        flags = [flag for flag in flags if flag != "public"]
    gets = kind == "getter"
    _function(
        place,
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


# --- what is no flow ----------------------------------------------------------------------------------------------


@member("global_attribute")
def global_attribute(place: Place, node: Node) -> None:
    """``[assembly: ...]``."""
    suppressions(place.file, node, Span(0, len(place.file.data)))
