"""Rewrites of Python programs that change nothing, or just what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import libcst as cst

from tests.metamorphic.python_tree import Tree, below, dotted, indent_of, line_end, line_start, parsed
from tests.metamorphic.rewriting import Change, Files, NewFile, Part, Range, Rewritten, each_file, fresh_names, rewrite

_ENDS = frozenset(("close", "abort", "aclose", "server_close", "close_connection"))
_CLOSERS = frozenset(("closing", "aclosing"))
_MAKERS = frozenset(("socket.socket", "socket.create_connection"))


# --- names ----------------------------------------------------------------------------------------------------------


def rename_locals(files: Files) -> Rewritten:
    """Locals and parameters get names that say nothing."""
    everything = [node for data in files.values() for node in parsed(data).nodes]
    kept = {"self", "cls", "_"}
    for node in everything:
        match node:
            case cst.Arg(keyword=cst.Name(name)) | cst.NameItem(cst.Name(name)):
                kept.add(name)
            case (
                cst.FunctionDef(name=cst.Name(name))
                | cst.ClassDef(name=cst.Name(name))
                | cst.ImportAlias(name=cst.Name(name))
            ):
                kept.add(name)
            case cst.ImportAlias(asname=cst.AsName(name=cst.Name(name))):
                kept.add(name)
    names = fresh_names(files, "v")

    def change(data: bytes) -> Iterator[Change]:
        tree = parsed(data)
        for function in tree.nodes:
            if isinstance(function, cst.FunctionDef) and not _inside_function(tree, function):
                inside = [*_parameter_names(function), *below(function.body)]
                if any(isinstance(node, cst.ClassDef) for node in inside):
                    continue
                locals_ = dict.fromkeys(name for node in inside for name in _bound(node) if name not in kept)
                new = {name: next(names).encode() for name in locals_}
                for node in inside:
                    if isinstance(node, cst.Name) and node.value in new and not _is_member(tree, node):
                        yield Change(*tree.range(node), (new[node.value],))

    return each_file(lambda data: list(change(data)), files)


def _inside_function(tree: Tree, node: cst.CSTNode) -> bool:
    parent = tree.parents.get(node)
    return parent is not None and (isinstance(parent, cst.FunctionDef | cst.Lambda) or _inside_function(tree, parent))


def _parameter_names(function: cst.FunctionDef) -> Iterator[cst.CSTNode]:
    """The names of a function's own parameters. Their defaults and annotations belong to what is around it."""
    for node in below(function.params):
        if isinstance(node, cst.Param):
            yield from (cst.Param(node.name), node.name)


def _bound(node: cst.CSTNode) -> Iterator[str]:
    """The names that a node itself binds."""
    match node:
        case cst.Param(name=cst.Name(name)):
            yield name
        case cst.AssignTarget(target) | cst.AnnAssign(target=target) | cst.AugAssign(target=target):
            yield from _names_in(target)
        case cst.For(target=target) | cst.CompFor(target=target) | cst.NamedExpr(target=target):
            yield from _names_in(target)
        case cst.AsName(name=target):
            yield from _names_in(target)
        case cst.MatchAs(name=cst.Name(name)) | cst.MatchStar(name=cst.Name(name)):
            yield name


def _names_in(target: cst.CSTNode) -> Iterator[str]:
    match target:
        case cst.Name(name):
            yield name
        case cst.Tuple() | cst.List():
            for element in target.elements:
                yield from _names_in(element.value)


def _is_member(tree: Tree, name: cst.Name) -> bool:
    match tree.parents[name]:
        case cst.Attribute(attr=attr) as attribute:
            return attr is name or isinstance(tree.parents[attribute], cst.ImportAlias | cst.ImportFrom)
        case cst.Arg(keyword=keyword):
            return keyword is name
        case cst.ImportAlias() | cst.ImportFrom():
            return True
    return False


def alias_imports(files: Files) -> Rewritten:
    """``import socket`` becomes ``import socket as m1``; so with each name that a module imports at its top."""
    aliases = fresh_names(files, "m")

    def change(data: bytes) -> Iterator[Change]:
        tree = parsed(data)
        new: dict[str, bytes] = {}
        for name, node in _plain_imports(tree):
            if not _exported(files, name):
                new[name] = next(aliases).encode()
                end = tree.range(node).end
                yield Change(end, end, (b" as " + new[name],))
        for node in tree.nodes:
            if isinstance(node, cst.Name) and node.value in new and not _is_member(tree, node):
                yield Change(*tree.range(node), (new[node.value],))

    return each_file(lambda data: list(change(data)), files)


def _plain_imports(tree: Tree) -> Iterator[tuple[str, cst.CSTNode]]:
    """The names that are imported at the top of a module, once, as they are, and are bound in no other way."""
    taken = {name for node in tree.nodes if not isinstance(node, cst.AsName) for name in _bound(node)}
    taken |= {node.name.value for node in tree.nodes if isinstance(node, cst.FunctionDef | cst.ClassDef)}
    annotations = [node for node in tree.nodes if isinstance(node, cst.Annotation)]
    quoted = [part.value for node in annotations for part in below(node) if isinstance(part, cst.SimpleString)]
    imports = [node for node in tree.nodes if isinstance(node, cst.ImportAlias)]
    written = Counter(dotted(node.name) for node in imports)
    for node in imports:
        statement, name = tree.parents[node], dotted(node.name)
        future = isinstance(statement, cst.ImportFrom) and dotted(statement.module) == "__future__"
        at_top = isinstance(tree.parents[tree.parents[statement]], cst.Module)
        plain = node.asname is None and "." not in name and written[name] == 1 and name not in taken
        if at_top and plain and not future and not any(name in text for text in quoted):
            yield name, node.name


def _exported(files: Files, name: str) -> bool:
    """Whether a name is imported from a file of the program itself."""
    modules = {path.removesuffix(".py").rpartition("/")[2] for path in files}
    return any(
        isinstance(node, cst.ImportFrom)
        and (dotted(node.module).rpartition(".")[2] in modules or node.relative)
        and (isinstance(node.names, cst.ImportStar) or name in {dotted(alias.name) for alias in node.names})
        for data in files.values()
        for node in parsed(data).nodes
    )


# --- statements -----------------------------------------------------------------------------------------------------


def foreign_comments(files: Files) -> Rewritten:
    """A comment in Chinese with a sign beyond UCS-2 stands before every statement."""

    def change(data: bytes) -> Iterator[Change]:
        tree = parsed(data)
        for node in tree.nodes:
            if isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement) and not _is_elif(tree, node):
                at = line_start(data, tree.range(node).start)
                yield Change(at, at, ("# 关闭连接 😀\n".encode(),))

    return each_file(lambda data: list(change(data)), files)


def _is_elif(tree: Tree, node: cst.CSTNode) -> bool:
    parent = tree.parents[node]
    return isinstance(parent, cst.If) and parent.orelse is node


def swap_branches(files: Files) -> Rewritten:
    """``if c: A else: B`` becomes ``if not (c): B else: A``, on lines of their own."""

    def change(data: bytes) -> Iterator[Change]:
        tree = parsed(data)
        for node in tree.nodes:
            if not isinstance(node, cst.If) or isinstance(node.orelse, cst.If) or _is_elif(tree, node):
                continue
            if not isinstance(node.body, cst.IndentedBlock):
                continue
            indent = indent_of(data, tree.range(node).start)
            body = _suite(data, tree, node.body, tree.range(node.test).end)
            otherwise: tuple[Part, ...] = (b"\n" + indent + b"    pass",)
            if node.orelse is not None:
                if not isinstance(node.orelse.body, cst.IndentedBlock):
                    continue
                otherwise = (_suite(data, tree, node.orelse.body, data.index(b"else", body.end)),)
            end = otherwise[0].end if isinstance(otherwise[0], Range) else body.end
            head = (b"if not (", Range(*tree.range(node.test)), b"):")
            yield Change(tree.range(node).start, end, (*head, *otherwise, b"\n" + indent + b"else:", body))

    return each_file(lambda data: list(change(data)), files)


def _suite(data: bytes, tree: Tree, block: cst.IndentedBlock, header: int) -> Range:
    """A block with the rest of its header's line after the colon, which comes after `header`."""
    return Range(data.index(b":", header) + 1, line_end(data, tree.range(block.body[-1]).end - 1))


def add_with(files: Files) -> Rewritten:
    """A local that is made a connection is closed at the end of its block."""

    def change(data: bytes) -> Iterator[Change]:
        tree = parsed(data)
        for node in tree.nodes:
            match node:
                case cst.SimpleStatementLine([cst.Assign([cst.AssignTarget(cst.Name() as name)], cst.Call() as call)]):
                    block = tree.parents[node]
                    if dotted(call.func) not in _MAKERS or not isinstance(block, cst.IndentedBlock):
                        continue
                    if node is block.body[-1]:
                        continue
                    start, end = tree.range(node)
                    parts = (b"with ", tree.range(call), b" as ", tree.range(name), b":")
                    yield Change(start, tree.range(node.body[0]).end, parts)
                    at = line_end(data, end - 1) + 1
                    stop = tree.range(block.body[-1]).end
                    while at < stop:
                        if data[at : line_end(data, at)].strip():
                            yield Change(at, at, (b"    ",))
                        at = line_end(data, at) + 1

    return each_file(lambda data: list(change(data)), files)


def remove_closes(files: Files) -> Rewritten:
    """Nothing is closed any more, by call or by ``with``."""

    def change(data: bytes) -> Iterator[Change]:
        tree = parsed(data)
        for node in tree.nodes:
            if isinstance(node, cst.Expr) and _closed(node) is not None:
                yield Change(*tree.range(node), (b"pass",))
            elif isinstance(node, cst.With) and isinstance(node.body, cst.IndentedBlock):
                yield from _without_with(data, tree, node)

    return each_file(lambda data: list(change(data)), files)


def _without_with(data: bytes, tree: Tree, node: cst.With) -> Iterator[Change]:
    start = tree.range(node).start
    parts: list[Part] = []
    for item in node.items:
        held: cst.BaseExpression = item.item
        if isinstance(held, cst.Call) and dotted(held.func).rpartition(".")[2] in _CLOSERS:
            held = held.args[0].value
        if item.asname is not None:
            if node.asynchronous is not None:
                return
            parts += [tree.range(item.asname.name), b" = ", tree.range(held), b"\n" + indent_of(data, start)]
    last = node.items[-1].asname
    end = tree.range(last.name if last is not None else node.items[-1].item).end
    yield Change(start, data.index(b":", end), (*parts, b"if True"))


def _closed(statement: cst.Expr) -> cst.BaseExpression | None:
    """What a statement ``x.close()`` ends."""
    call = statement.value.expression if isinstance(statement.value, cst.Await) else statement.value
    match call:
        case cst.Call(func=cst.Attribute(value=value, attr=cst.Name(name))) if name in _ENDS:
            return value
    return None


def extract_closes(files: Files) -> Rewritten:
    """Each ``x.close()`` stands in a function of its own, which is given x."""
    names = fresh_names(files, "part")

    def change(data: bytes) -> Iterator[Change]:
        for call, closed, body in _closes(data):
            name = next(names).encode()
            yield Change(*call, (name + b"(", closed, b")"))
            yield Change(len(data), len(data), (b"\n\ndef " + name + body,))

    return each_file(lambda data: list(change(data)), files)


def extract_closes_to_files(files: Files) -> Rewritten:
    """Each ``x.close()`` stands in a function of another module, which is given x."""
    names = fresh_names(files, "part")
    changes: dict[str, list[Change]] = {}
    added: list[NewFile] = []
    for path, data in files.items():
        for call, closed, body in _closes(data) if "/" not in path else ():
            name = next(names)
            imported = f"import {name}\n"
            at = _after_imports(data)
            changes.setdefault(path, []).append(Change(*call, (f"{name}.end(".encode(), closed, b")")))
            changes[path].append(Change(at, at, (imported.encode(),)))
            added.append(NewFile(f"{name}.py", path, (b"def end" + body,)))
    return rewrite(files, changes, added)


def _after_imports(data: bytes) -> int:
    """The line after a module's first import."""
    tree = parsed(data)
    module = tree.nodes[0]
    assert isinstance(module, cst.Module)
    first = next(node for node in module.body if _is_import(node))
    return line_end(data, tree.range(first).end) + 1


def _closes(data: bytes) -> Iterator[tuple[Range, Range, bytes]]:
    """The statements ``x.close()``, what they end, and the rest of a function that ends what it is given."""
    tree = parsed(data)
    for node in tree.nodes:
        if isinstance(node, cst.Expr) and isinstance(node.value, cst.Call) and not node.value.args:
            closed = _closed(node)
            if isinstance(closed, cst.Name | cst.Attribute) and dotted(closed) != "self":
                verb = data[tree.range(closed).end : tree.range(node).end]
                yield tree.range(node), tree.range(closed), b"(thing):\n    thing" + verb + b"\n"


# --- types ----------------------------------------------------------------------------------------------------------


def split_into_files(files: Files) -> Rewritten:
    """The first half of a class's body stands in a base class in another file."""
    names = fresh_names(files, "part")
    added: list[NewFile] = []
    changes: dict[str, list[Change]] = {}
    for path, data in files.items():
        tree = parsed(data)
        if not tree.nodes or "/" in path:
            continue
        module = tree.nodes[0]
        assert isinstance(module, cst.Module)
        imports = [node for node in module.body if _is_import(node)]
        own = {name for node in tree.nodes if tree.parents.get(node) is not None for name in _module_names(tree, node)}
        for node in module.body:
            split = _movable(data, tree, node, own) if isinstance(node, cst.ClassDef) and imports else None
            if split is None or not isinstance(node, cst.ClassDef):
                continue
            part = next(names)
            head = b"".join(data[slice(*tree.range(line))] + b"\n" for line in imports)
            bases = b", ".join(data[slice(*tree.range(base))] for base in (*node.bases, *node.keywords))
            header = b"\n\nclass Base%b(%b):\n" % (part.encode(), bases)
            added.append(NewFile(f"{part}.py", path, (head + header, split, b"\n")))
            at = tree.range(imports[-1]).end
            name = node.name
            ahead = data.index(b":", tree.range((node.bases or (name,))[-1]).end)
            ending = b"(Base%b)" % part.encode()
            changes.setdefault(path, []).extend(
                [
                    Change(at, at, (b"\nfrom %b import Base%b" % (part.encode(), part.encode()),)),
                    Change(tree.range(name).end, ahead, (ending,)),
                    Change(*split, ()),
                ]
            )
    return rewrite(files, changes, added)


def _is_import(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[0], cst.Import | cst.ImportFrom)


def _module_names(tree: Tree, node: cst.CSTNode) -> Iterator[str]:
    """The names that a node binds in its module, imports apart."""
    if _inside_function(tree, node):
        return
    if isinstance(node, cst.FunctionDef | cst.ClassDef):
        yield node.name.value
    elif not isinstance(node, cst.AsName | cst.Param):
        yield from _bound(node)


def _movable(data: bytes, tree: Tree, node: cst.ClassDef, own: set[str]) -> Range | None:
    """The lines of the first half of a class's body, if nothing in them needs the rest of the module."""
    body = node.body.body
    if not isinstance(node.body, cst.IndentedBlock) or len(body) < 2 or node.keywords:
        return None
    half = body[: (len(body) + 1) // 2] if len(body) > 2 else body[:1]
    used = {n.value for each in (*node.bases, *half) for n in below(each) if isinstance(n, cst.Name)}
    members = {name for each in body for name in _member_names(each)}
    if (
        used & (own - members)
        or "super" in used
        or any(name.startswith("__") and not name.endswith("__") for name in used)
    ):
        return None
    start = line_start(data, _first(tree, half[0]))
    return Range(start, line_start(data, _first(tree, body[len(half)])))


def _first(tree: Tree, statement: cst.CSTNode) -> int:
    decorators = statement.decorators if isinstance(statement, cst.FunctionDef | cst.ClassDef) else ()
    return tree.range(decorators[0] if decorators else statement).start


def _member_names(node: cst.CSTNode) -> Sequence[str]:
    if isinstance(node, cst.FunctionDef | cst.ClassDef):
        return [node.name.value]
    return [name for part in below(node) for name in _bound(part)]
