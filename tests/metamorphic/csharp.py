"""Rewrites of C# programs that change nothing, or just what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from tree_sitter import Node

from sockslint.rulebook.load import load_rulebook
from tests.metamorphic.csharp_tree import (
    below,
    enclosing,
    field_of,
    keyword,
    nodes,
    parsed,
    range_of,
    surroundings,
    text_of,
)
from tests.metamorphic.rewriting import Change, Files, NewFile, Range, Rewritten, each_file, fresh_names, rewrite

_BODIES = frozenset(
    "method_declaration constructor_declaration destructor_declaration operator_declaration "
    "accessor_declaration".split()
)
_MEMBERS = frozenset(
    "method_declaration property_declaration event_declaration class_declaration struct_declaration enum_declaration "
    "interface_declaration record_declaration delegate_declaration local_function_statement "
    "enum_member_declaration".split()
)
_FIXING = frozenset(
    "labeled_statement goto_statement anonymous_object_creation_expression subpattern generic_name type_argument_list "
    "base_list attribute using_directive name_colon type_parameter from_clause join_clause let_clause".split()
)
_QUALIFIED = frozenset(("member_access_expression", "qualified_name", "alias_qualified_name"))
_ENDS = (b"Close", b"Dispose")


# --- names ----------------------------------------------------------------------------------------------------------


def rename_locals(files: Files) -> Rewritten:
    """Locals and parameters get names that say nothing."""
    everything = [node for data in files.values() for node in nodes(data)]
    kept = {text_of(node) for node in everything if node.type == "identifier" and _fixes_name(node)}
    names = fresh_names(files, "v")

    def change(data: bytes) -> Iterator[Change]:
        for body in nodes(data):
            if body.type in _BODIES:
                locals_ = dict.fromkeys(text_of(node) for node in below(body) if _declares_local(node))
                new = {name: next(names).encode() for name in locals_ if name not in kept}
                for node in below(body):
                    if (
                        node.type in ("identifier", "implicit_parameter")
                        and text_of(node) in new
                        and not _is_member(node)
                    ):
                        yield Change(*range_of(node), (new[text_of(node)],))

    return each_file(lambda data: list(change(data)), files)


def _fixes_name(node: Node) -> bool:
    """Whether an identifier declares something other than a local, or uses a name in a way that renaming must not."""
    assert node.parent is not None
    kind, field = node.parent.type, field_of(node)
    if kind in _MEMBERS or kind in _FIXING or field in ("type", "returns"):
        return True
    if kind == "variable_declarator":
        declaration = node.parent.parent
        return declaration is not None and declaration.parent is not None and "field" in declaration.parent.type
    return kind == "argument" and field == "name"


def _is_member(node: Node) -> bool:
    """Whether an identifier names a member of what stands before it, or of what is being initialised."""
    assert node.parent is not None
    kind, field = node.parent.type, field_of(node)
    if kind == "assignment_expression" and field == "left":
        return node.parent.parent is not None and node.parent.parent.type == "initializer_expression"
    return kind == "member_binding_expression" or (kind in _QUALIFIED and field == "name")


def _declares_local(node: Node) -> bool:
    if node.type == "implicit_parameter":
        return True
    if node.type != "identifier" or node.parent is None:
        return False
    kind, field = node.parent.type, field_of(node)
    if kind == "foreach_statement":
        return field == "left"
    return field == "name" and kind in (
        "variable_declarator declaration_expression declaration_pattern recursive_pattern var_pattern parameter "
        "parameter_list catch_declaration tuple_pattern parenthesized_variable_designation".split()
    )


@cache
def _model_types() -> frozenset[tuple[bytes, bytes]]:
    """The namespaces and names of the types that the API models know."""
    names = [type_.name for model in load_rulebook().models if model.language == "csharp" for type_ in model.types]
    parts = [name.rpartition(".") for name in names if "." in name and "`" not in name and "<" not in name]
    return frozenset((space.encode(), name.encode()) for space, _, name in parts)


def alias_types(files: Files) -> Rewritten:
    """Types are named by aliases: ``using T1 = System.Net.Sockets.Socket;``."""
    return _type_names(files, lambda alias, _: alias)


def qualify_types(files: Files) -> Rewritten:
    """Types are named in full."""
    return _type_names(files, lambda _, full: b"global::" + full)


def _type_names(files: Files, name: Callable[[bytes, bytes], bytes]) -> Rewritten:
    everything = [node for data in files.values() for node in nodes(data)]
    declared = {text_of(node) for node in everything if node.type == "identifier" and _declares(node)}
    aliases = fresh_names(files, "T")

    def change(data: bytes) -> list[Change]:
        top = parsed(data).root_node
        usings = [node for node in top.children if node.type == "using_directive"]
        spaces = {text_of(node.named_children[0]) for node in usings if len(node.named_children) == 1}
        known = {name: space for space, name in _model_types() if space in spaces and name not in declared}
        given: dict[bytes, bytes] = {}
        changes = []
        for node in nodes(data):
            if node.type == "identifier" and text_of(node) in known and _names_type(node):
                simple = text_of(node)
                alias = given.setdefault(simple, given.get(simple) or next(aliases).encode())
                changes.append(Change(*range_of(node), (name(alias, known[simple] + b"." + simple),)))
        if changes and changes[0].parts[0] in given.values():
            end = usings[-1].end_byte
            lines = [b"\nusing %b = %b.%b;" % (alias, known[simple], simple) for simple, alias in given.items()]
            changes.append(Change(end, end, (b"".join(lines),)))
        return changes

    return each_file(change, files)


def _declares(node: Node) -> bool:
    assert node.parent is not None
    return _declares_local(node) or (field_of(node) == "name" and node.parent.type in _MEMBERS)


def _names_type(node: Node) -> bool:
    assert node.parent is not None
    kind, field = node.parent.type, field_of(node)
    if kind in ("generic_name", "using_directive", "attribute", "member_binding_expression", "qualified_name"):
        return False
    return not (field == "name" and kind in ("member_access_expression", "alias_qualified_name"))


# --- statements -----------------------------------------------------------------------------------------------------


def foreign_comments(files: Files) -> Rewritten:
    """A comment in Chinese with a sign beyond UCS-2 stands before every statement and member, on its line."""

    def change(data: bytes) -> list[Change]:
        starts = [
            child.start_byte
            for node in nodes(data)
            if node.type in ("block", "declaration_list")
            for child in node.named_children
            if not child.type.startswith(("preproc", "comment"))
        ]
        return [Change(at, at, ("/* 关闭连接 😀 */ ".encode(),)) for at in starts]

    return each_file(change, files)


def swap_branches(files: Files) -> Rewritten:
    """``if (c) A else B`` becomes ``if (!(c)) B else A``."""

    def change(data: bytes) -> Iterator[Change]:
        for node in nodes(data):
            if node.type == "if_statement":
                condition, then, otherwise = map(node.child_by_field_name, ("condition", "consequence", "alternative"))
                assert condition is not None and then is not None
                first = (b"{ ", range_of(otherwise), b" }") if otherwise is not None else (b"{ }",)
                yield Change(
                    *range_of(node), (b"if (!(", range_of(condition), b")) ", *first, b"\nelse ", range_of(then))
                )

    return each_file(lambda data: list(change(data)), files)


def add_using(files: Files) -> Rewritten:
    """A local that is made a connection is disposed of at the end of its block."""

    def change(data: bytes) -> Iterator[Change]:
        for node in nodes(data):
            if node.type == "local_declaration_statement" and _may_be_using(node):
                yield Change(node.start_byte, node.start_byte, (b"using ",))

    return each_file(lambda data: list(change(data)), files)


def _may_be_using(node: Node) -> bool:
    declaration = node.named_children[-1]
    if text_of(node).startswith((b"using", b"const", b"await")) or declaration.type != "variable_declaration":
        return False
    declarators = [child for child in declaration.named_children if child.type == "variable_declarator"]
    body = enclosing(node, _BODIES | {"local_function_statement"})
    if len(declarators) != 1 or body is None or node.parent is None or node.parent.type != "block":
        return False
    value, name = declarators[0].named_children[-1], text_of(declarators[0].named_children[0])
    made = value.type == "object_creation_expression" and text_of(value.child_by_field_name("type")) in (
        b"TcpClient",
        b"Socket",
        b"NetworkStream",
        b"SslStream",
    )
    return (made or text_of(value).endswith(b".GetStream()")) and not any(
        text_of(other) == name
        and field_of(other) == "left"
        and other.parent is not None
        and other.parent.type == "assignment_expression"
        for other in below(body)
        if other.type == "identifier"
    )


def remove_closes(files: Files) -> Rewritten:
    """Nothing is closed or disposed of any more, by call or by ``using``."""

    def change(data: bytes) -> Iterator[Change]:
        for node in nodes(data):
            if node.type == "expression_statement" and _closed(node) is not None:
                yield Change(*range_of(node), (b";",))
            elif node.type == "using_statement":
                held, body = [c for c in node.named_children if c.type != "comment"][-2:]
                made = (range_of(held), b"; ") if held.type == "variable_declaration" else ()
                yield Change(*range_of(node), (b"{ ", *made, range_of(body), b" }"))
            elif node.type == "local_declaration_statement" and (using := keyword(node, "using")) is not None:
                yield Change(node.start_byte, using.end_byte, (b"",))

    return each_file(lambda data: list(change(data)), files)


def _closed(statement: Node) -> Node | None:
    """What a statement ``x.Close();`` or ``x?.Dispose();`` ends."""
    call = statement.named_children[0]
    if call.type == "await_expression":
        call = call.named_children[0]
    if call.type == "conditional_access_expression":
        inner = call.named_children[-1]
        if inner.type == "invocation_expression" and text_of(inner).lstrip(b".").split(b"(")[0] in _ENDS:
            return call.named_children[0]
    if call.type != "invocation_expression":
        return None
    function = call.child_by_field_name("function")
    assert function is not None
    if function.type == "member_access_expression" and text_of(function.child_by_field_name("name")) in _ENDS:
        return function.child_by_field_name("expression")
    if function.type == "conditional_access_expression" and text_of(function.named_children[-1]).lstrip(b".") in _ENDS:
        return function.named_children[0]
    return None


class _Extraction(NamedTuple):
    """A statement ``x.Close();`` that may stand in a method of its own: it, what it ends, and that method's header."""

    statement: Node
    closed: Node
    owner: Node
    name: bytes
    header: bytes


def extract_closes(files: Files) -> Rewritten:
    """Each ``x.Close();`` stands in a method of its own, which is given x."""
    extractions = _extractions(files)

    def change(data: bytes) -> Iterator[Change]:
        for statement, closed, owner, name, header in extractions(data):
            yield Change(*range_of(statement), (b"%b(%b);" % (name, text_of(closed)),))
            end = owner.end_byte - 1
            yield Change(end, end, (b"private static " + header + b" { ", Range(*range_of(statement)), b" }\n"))

    return each_file(lambda data: list(change(data)), files)


def extract_closes_to_files(files: Files) -> Rewritten:
    """Each ``x.Close();`` stands in a method of a class in another file, which is given x."""
    extractions = _extractions(files)
    changes: dict[str, list[Change]] = {}
    added: list[NewFile] = []
    for path, data in files.items():
        for statement, closed, owner, name, header in extractions(data):
            call = b"%bs.%b(%b);" % (name, name, text_of(closed))
            changes.setdefault(path, []).append(Change(*range_of(statement), (call,)))
            head, tail = surroundings(data, owner)
            opening = head + b"internal static class %bs\n{\npublic static %b { " % (name, header)
            parts = (opening, Range(*range_of(statement)), b" }\n}\n" + tail)
            added.append(NewFile(f"{name.decode()}s.cs", path, parts))
    return rewrite(files, changes, added)


def _extractions(files: Files) -> Callable[[bytes], Iterator[_Extraction]]:
    """What says which closes may be extracted from a file: those of things whose types are written."""
    types: dict[bytes, set[bytes]] = {}
    for data in files.values():
        for node in nodes(data):
            property_ = node.parent is not None and node.parent.type == "property_declaration"
            if _declares_local(node) or (property_ and field_of(node) == "name"):
                types.setdefault(text_of(node), set()).add(_declared_type(node))
    names = fresh_names(files, "Part")

    def find(data: bytes) -> Iterator[_Extraction]:
        for node in nodes(data):
            closed = _closed(node) if node.type == "expression_statement" else None
            owner = enclosing(node, {"class_declaration", "struct_declaration"})
            if closed is None or owner is None or closed.type != "identifier" or b"await" in text_of(node):
                continue
            known = types.get(text_of(closed), {b""})
            if len(known) == 1 and b"" not in known:
                name = next(names).encode()
                yield _Extraction(node, closed, owner, name, b"void %b(%b %b)" % (name, *known, text_of(closed)))

    return find


def _declared_type(name: Node) -> bytes:
    """The type of what is declared, as written; nothing if it is not."""
    parent = name.parent
    assert parent is not None
    declaration = parent.parent if parent.type == "variable_declarator" else parent
    type_ = declaration.child_by_field_name("type") if declaration is not None else None
    if type_ is not None and type_.type == "implicit_type":
        value = parent.named_children[-1]
        type_ = value.child_by_field_name("type") if value.type == "object_creation_expression" else None
    return text_of(type_) if type_ is not None else b""
