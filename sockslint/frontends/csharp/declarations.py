"""Namespaces and types, and what stands outside of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from sockslint.flow.model import Field, Import, Parameter, Problem, TypeDeclaration
from sockslint.frontends.csharp.body import Body, File
from sockslint.frontends.csharp.functions import modifiers
from sockslint.frontends.csharp.members import Holder, PrimaryConstructor, lower_initialisers
from sockslint.frontends.csharp.scopes import MemberForm, TypeScope
from sockslint.frontends.csharp.statements import sequence
from sockslint.frontends.csharp.suppressions import suppressions
from sockslint.frontends.csharp.tables import MEMBERS, STATEMENTS, member
from sockslint.frontends.trees import TOO_DEEP, Node
from sockslint.text import Span

TypeKind = Literal["class", "struct", "interface", "enum"]

# --- from the top -------------------------------------------------------------------------------------------------


def lower_file(file: File) -> None:
    """Lower all that a file declares, and the statements outside of it."""
    root, top = file.tree.root, Holder(file)
    if root.kind == "ERROR":
        piece(top, root)
        return
    if any(_has_statements(node) for node in root.children):
        _module(file, root.children)
    members(top, root.children)


def members(holder: Holder, nodes: Iterable[Node]) -> None:
    """Lower declarations one after the other; one that cannot be lowered becomes a problem of its own."""
    for node in nodes:
        lower = MEMBERS.get(node.kind)
        if lower is not None:
            try:
                lower(holder, node)
            except RecursionError:
                holder.file.problems.append(Problem(Span(node.start, node.end), TOO_DEEP))


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
def wrapped(holder: Holder, node: Node) -> None:
    """``#if`` among members, of which both branches are declared; braces."""
    members(holder, node.children)


@member("ERROR")
def piece(holder: Holder, node: Node) -> None:
    """A piece that does not parse. The members in it belong to the type or namespace whose head comes before them."""
    at, types = holder, []
    for child, following in pairwise([*node.children, node]):
        if following.kind in ("identifier", "qualified_name") and child.kind == "namespace":
            at = Holder(holder.file, holder.qualified(_dotted(holder.file, following)))
        elif following.kind == "identifier" and child.kind in _TYPE_WORDS:
            scope = TypeScope(
                Holder(holder.file, at.namespace, holder.type).qualified(holder.file.name(following)),
                holder.type,
                child.kind == "interface",
            )
            at = Holder(holder.file, at.namespace, scope)
            _enter_members(holder.file, scope, (part for part in node.children if part.start > child.start))
            types.append((at, child.kind))
        else:
            members(at, [child])
    for inner, word in types:
        lower_initialisers(inner, node)
        _declare_type(inner, node, _TYPE_WORDS[word], ())


@member("using_directive")
def using(holder: Holder, node: Node) -> None:
    """``using N;``, ``using A = T;``, ``using static T;``."""
    alias = node.part("name")
    target = next((child for child in reversed(node.children) if child.kind != "ERROR"), None)
    if target is None:
        return
    text = (holder.file.type(target) or "").removeprefix("global::")
    if alias is not None and alias is not target:
        holder.file.imports.append(Import(holder.file.name(alias), text))
    else:
        holder.file.imports.append(Import("*" if "static" in node.tokens else "", text))


@member("namespace_declaration", "file_scoped_namespace_declaration")
def namespace(holder: Holder, node: Node) -> None:
    """``namespace N { ... }`` and ``namespace N;``."""
    name = node.part("name")
    text = holder.qualified(_dotted(holder.file, name)) if name is not None else holder.namespace
    if text not in holder.file.namespaces:
        holder.file.namespaces.append(text)
    inner = node.part("body")
    if inner is None:
        holder.namespace = text
    else:
        members(Holder(holder.file, text), inner.children)


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
def type_declaration(holder: Holder, node: Node) -> None:
    """A type with members."""
    file, name = holder.file, node.part("name")
    if name is None:
        return
    suppressions(file, node)
    kind: TypeKind = "struct" if node.kind == "record_declaration" and "struct" in node.tokens else _KINDS[node.kind]
    has_bases = node.first("base_list") is not None
    scope = TypeScope(holder.qualified(file.name(name)), holder.type, kind == "interface", has_bases)
    inner = Holder(file, holder.namespace, scope)
    body = node.part("body")
    nodes = body.children if body is not None else []
    list_ = node.first("parameter_list")
    with file.constrained(node):
        _enter_members(file, scope, nodes)
        primary = PrimaryConstructor(inner, node, list_) if list_ is not None else None
        members(inner, nodes)
        if primary is not None:
            primary.finish()
        else:
            lower_initialisers(inner, node)
        _declare_type(inner, node, kind, _bases(file, node))


def _declare_type(holder: Holder, node: Node, kind: TypeKind, bases: Sequence[str]) -> None:
    assert holder.type is not None
    span = Span(node.start, node.end)
    holder.file.types.append(
        TypeDeclaration(
            holder.type.name,
            span,
            kind,
            tuple(bases),
            tuple(holder.fields),
            "partial" in modifiers(holder.file, node),
        )
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
def enum(holder: Holder, node: Node) -> None:
    """An enumeration; its members are static fields."""
    name, body = node.part("name"), node.part("body")
    if name is None:
        return
    text = holder.qualified(holder.file.name(name))
    names = [
        holder.file.name(found)
        for child in _flattened(body.children if body is not None else ())
        if child.kind == "enum_member_declaration" and (found := child.part("name")) is not None
    ]
    fields = tuple([Field(found, text.rpartition(".")[2], "field", ("static", "public")) for found in names])
    holder.file.types.append(
        TypeDeclaration(text, Span(node.start, node.end), "enum", _bases(holder.file, node), fields)
    )


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


@member("global_attribute")
def global_attribute(holder: Holder, node: Node) -> None:
    """``[assembly: ...]``."""
    suppressions(holder.file, node, Span(0, len(holder.file.data)))
