"""Rewrites of C# programs that change nothing, or just what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from tree_sitter import Node

from sockslint.rulebook.load import load_rulebook
from tests.metamorphic.csharp_tree import below, enclosing, field_of, nodes, parsed, range_of, text_of
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
            elif node.type == "local_declaration_statement" and (using := _keyword(node, "using")) is not None:
                yield Change(node.start_byte, using.end_byte, (b"",))

    return each_file(lambda data: list(change(data)), files)


def _keyword(node: Node, word: str) -> Node | None:
    return next((child for child in node.children if child.type == word), None)


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


def extract_closes(files: Files) -> Rewritten:
    """Each ``x.Close();`` stands in a method of its own, which is given x."""
    types: dict[bytes, set[bytes]] = {}
    for data in files.values():
        for node in nodes(data):
            if _declares_local(node) or (
                node.parent is not None and node.parent.type == "property_declaration" and field_of(node) == "name"
            ):
                types.setdefault(text_of(node), set()).add(_declared_type(node))
    names = fresh_names(files, "Part")

    def change(data: bytes) -> Iterator[Change]:
        for node in nodes(data):
            closed = _closed(node) if node.type == "expression_statement" else None
            owner = enclosing(node, {"class_declaration", "struct_declaration"})
            if closed is None or owner is None or closed.type != "identifier" or b"await" in text_of(node):
                continue
            known = types.get(text_of(closed), {b""})
            body = owner.child_by_field_name("body")
            if len(known) == 1 and b"" not in known and body is not None:
                name = next(names).encode()
                yield Change(*range_of(node), (b"%b(%b);" % (name, text_of(closed)),))
                end = body.end_byte - 1
                header = b"private static void %b(%b %b) { " % (name, *known, text_of(closed))
                yield Change(end, end, (header, Range(*range_of(node)), b" }\n"))

    return each_file(lambda data: list(change(data)), files)


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


# --- types ----------------------------------------------------------------------------------------------------------


class _Split(NamedTuple):
    """A class to be split: what makes it partial, its end, the header of a second part, and the members for that."""

    node: Node
    changes: tuple[Change, ...]
    header: bytes
    members: Range


def split_into_parts(files: Files) -> Rewritten:
    """Each class is a partial one, with the second half of its members in a part that follows."""
    namesakes = _namesakes(files)

    def change(data: bytes) -> Iterator[Change]:
        for node, changes, header, members in _splits(data, namesakes):
            yield from changes
            yield Change(node.end_byte, node.end_byte, (b"\n" + header, members, b"}\n"))

    return each_file(lambda data: list(change(data)), files)


def split_into_files(files: Files) -> Rewritten:
    """Each class is a partial one, with the second half of its members in another file."""
    splits = {path: list(_splits(data, _namesakes(files))) for path, data in files.items()}
    added: list[NewFile] = []
    for path, data in files.items():
        for number, split in enumerate(splits[path]):
            head, tail = _surroundings(data, split.node)
            name = f"{path.removesuffix('.cs')}.Part{number}.cs"
            added.append(NewFile(name, path, (head + split.header, split.members, b"}\n" + tail)))
    return rewrite(files, {path: [c for split in made for c in split.changes] for path, made in splits.items()}, added)


def _namesakes(files: Files) -> frozenset[bytes]:
    """The names of several classes that are not parts of one."""
    classes = [node for data in files.values() for node in nodes(data) if node.type == "class_declaration"]
    names = Counter(text_of(node.child_by_field_name("name")) for node in classes if not _is_partial(node))
    return frozenset(name for name, count in names.items() if count > 1)


def _is_partial(node: Node) -> bool:
    return any(text_of(child) == b"partial" for child in node.children)


def _splits(data: bytes, namesakes: frozenset[bytes]) -> Iterator[_Split]:
    for node in nodes(data):
        body, name = node.child_by_field_name("body"), node.child_by_field_name("name")
        if node.type != "class_declaration" or body is None or enclosing(node, {"class_declaration", "preproc_if"}):
            continue
        members = [child for child in body.named_children if child.type != "comment"]
        if len(members) < 2 or text_of(name) in namesakes:
            continue
        middle = members[len(members) // 2]
        parameters = next((child for child in node.children if child.type == "type_parameter_list"), None)
        generic = text_of(parameters) if parameters is not None else b""
        moved = Range(middle.start_byte, body.end_byte - 1)
        changes = [Change(*moved, ())]
        keyword = _keyword(node, "class")
        if keyword is not None and not _is_partial(node):
            changes.append(Change(keyword.start_byte, keyword.start_byte, (b"partial ",)))
        yield _Split(node, tuple(changes), b"partial class %b%b\n{\n" % (text_of(name), generic), moved)


def _surroundings(data: bytes, node: Node) -> tuple[bytes, bytes]:
    """What stands before and after a type in a file that holds it alone: usings and namespaces."""
    head, tail = [], b""
    outer = node
    while outer.parent is not None:
        outer = outer.parent
        inside = outer.children
        if outer.type == "namespace_declaration":
            body = outer.child_by_field_name("body")
            assert body is not None
            head.append(data[outer.start_byte : body.start_byte] + b"{\n")
            tail += b"}\n"
        elif outer.type in ("declaration_list", "compilation_unit"):
            kinds = ("using_directive", "file_scoped_namespace_declaration")
            head.append(b"".join(text_of(child) + b"\n" for child in inside if child.type in kinds))
    return b"".join(reversed(head)), tail
