"""The fix that puts a connection into a `using`, so that it is closed on every path.

It is offered only where every use of the connection borrows it: a member is called or read on it, and what that yields
is not another handle that lives on.
"""

from __future__ import annotations

from collections.abc import Iterator

from sockslint.findings import Edit, Finding, Fix
from sockslint.fixes.csharp.syntax import (
    FUNCTIONS,
    File,
    Node,
    ancestors,
    descendants,
    following,
    part,
    span,
    untouchable,
    value_of,
)
from sockslint.fixes.layout import insertion
from sockslint.text import Span

#: Calls that wait for a task.
_WAITING = frozenset({"Wait", "Result", "GetAwaiter"})


def release_scope(file: File, finding: Finding) -> Iterator[Fix]:
    """The fix for a connection that a local variable holds and that nobody closes on some path."""
    made = file.expression_at(finding.span)
    declarator = value_of(made).parent if made is not None else None
    if declarator is None or declarator.type != "variable_declarator" or finding.remedy.close is None:
        return
    declaration = declarator.parent
    statement = declaration.parent if declaration is not None else None
    if declaration is None or statement is None or statement.type != "local_declaration_statement":
        return
    block, name = statement.parent, part(declarator, "name")
    is_plain = not any(child.type in ("modifier", "using") for child in statement.children)
    single = sum(child.type == "variable_declarator" for child in declaration.named_children) == 1
    if block is None or name is None or block.type != "block" or not is_plain or not single:
        return
    mentions = _borrowing(file, file.text(name), statement, block)
    if mentions is None:
        guard = _guarded(file, file.text(name), finding.remedy.close, statement)
        if guard and finding.kind == "exception-path":
            yield Fix(f"close `{file.text(name)}` when that fails", True, tuple(guard))
        return
    title = f"let `using` close `{file.text(name)}`"
    closes = {f"{file.text(name)}.{method}();" for method in (finding.remedy.close, "Close", "Dispose")}
    if file.is_modern:
        close = _pointless(file, closes, following(statement))
        yield Fix(title, True, (insertion(statement.start_byte, "using "), *([close] if close else [])))
    elif edits := _enclosed(file, statement, declaration, mentions, closes):
        yield Fix(title, True, tuple(edits))


# --- whether every use borrows ---


def _borrowing(file: File, name: str, statement: Node, block: Node) -> list[Node] | None:
    """All mentions of a local and of what is derived from it, after its declaration; None if one of them keeps it."""
    pending, known, mentions = [name], {name}, []
    while pending:
        local = pending.pop()
        for node in descendants(block):
            if node.type != "identifier" or file.text(node) != local or node.start_byte < statement.end_byte:
                continue
            if not _is_mention(node):
                continue
            derived = _use(file, node, block)
            if derived is None:
                return None
            mentions.append(node)
            for each in derived - known:
                known.add(each)
                pending.append(each)
    return mentions


def _is_mention(node: Node) -> bool:
    """Whether an identifier stands for a variable: not a member's name, nor an argument's, nor a declaration's own."""
    above = node.parent
    if above is None:
        return False
    if above.type in ("member_access_expression", "member_binding_expression"):
        return part(above, "name") != node
    if above.type in ("variable_declarator", "parameter"):
        return part(above, "name") != node
    return above.type not in ("name_colon", "name_equals")


def _use(file: File, node: Node, block: Node) -> set[str] | None:
    """The locals that get another handle by a use of one; None if the handle gets away."""
    for above in ancestors(node):
        if above == block:
            break
        if above.type in FUNCTIONS:
            return None
    return _of_handle(file, node)


def _of_handle(file: File, handle: Node) -> set[str] | None:
    above = handle.parent
    if above is None:
        return None
    if above.type == "parenthesized_expression":
        return _of_handle(file, above)
    if above.type == "member_access_expression" and part(above, "expression") == handle:
        return _of_member(file, above, part(above, "name"))
    if above.type == "conditional_access_expression" and part(above, "condition") == handle:
        binding = next((each for each in descendants(above) if each.type == "member_binding_expression"), None)
        name = part(binding, "name") if binding is not None else None
        return set() if name is not None and _name(file, name) not in file.handles.deriving else None
    if above.type in ("binary_expression", "is_pattern_expression"):
        return set()
    if above.type == "argument":
        made = above.parent.parent if above.parent is not None else None
        if made is not None and made.type == "object_creation_expression":
            type_ = part(made, "type")
            if type_ is not None and file.text(type_).rpartition(".")[2] in file.handles.wrapping:
                return _of_value(file, made)
    return None


def _of_member(file: File, access: Node, name: Node | None) -> set[str] | None:
    above = access.parent
    if name is None or above is None:
        return None
    called = above.type == "invocation_expression" and part(above, "function") == access
    word = _name(file, name)
    if word in file.handles.deriving:
        return _of_value(file, above if called else access)
    if not called:
        # A property, unless it is subscribed to.
        is_event = above.type == "assignment_expression" and any(child.type in ("+=", "-=") for child in above.children)
        return None if is_event else set()
    if word.startswith("Begin"):
        return None
    return set() if not word.endswith("Async") or _is_waited_for(file, above) else None


def _of_value(file: File, value: Node) -> set[str] | None:
    """What becomes of another handle."""
    outer = value_of(value)
    above = outer.parent
    if above is None:
        return None
    if above.type == "variable_declarator":
        name = part(above, "name")
        return {file.text(name)} if name is not None else None
    if above.type == "assignment_expression" and part(above, "right") == outer:
        target = part(above, "left")
        return {file.text(target)} if target is not None and target.type == "identifier" else None
    return _of_handle(file, outer)


def _name(file: File, name: Node) -> str:
    return file.text(name).partition("<")[0]


def _is_waited_for(file: File, call: Node) -> bool:
    value = value_of(call)
    if any(each.type == "await_expression" for each in descendants(value) if span(each).covers(span(call))):
        return True
    above = value.parent
    name = part(above, "name") if above is not None and above.type == "member_access_expression" else None
    return name is not None and file.text(name) in _WAITING


# --- closing it where what follows fails ---


def _guarded(file: File, name: str, close: str, statement: Node) -> list[Edit] | None:
    """A `try` around the statements behind a declaration that only borrow what it holds, which closes it if they fail;
    whoever gets it then is behind that."""
    rest = following(statement)
    keeping = (number for number, each in enumerate(rest) if not _only_borrows(file, name, each))
    inside = rest[: next(keeping, len(rest))]
    while inside and not _mentions(file, name, inside[-1]):
        inside.pop()
    if not inside or _declares_for(file, inside, rest[len(inside) :]):
        return None
    braced = _braced(file, statement, inside)
    if braced is None:
        return None
    indentation, own_line, edits = braced
    layout = file.layout
    opened = ["try", "{"] if own_line else ["try {"]
    closed = ["}", "catch", "{"] if own_line else ["} catch {"]
    lines = [*closed, f"{layout.unit}{name}.{close}();", f"{layout.unit}throw;", "}"]
    return [
        layout.before_line(layout.first_line_behind(statement.end_byte), indentation, opened),
        *edits,
        insertion(layout.behind(inside[-1].end_byte), layout.lines(statement.start_byte, indentation, lines)),
    ]


def _mentions(file: File, name: str, statement: Node) -> bool:
    return any(
        node.type == "identifier" and file.text(node) == name and _is_mention(node) for node in descendants(statement)
    )


def _only_borrows(file: File, name: str, statement: Node) -> bool:
    return all(
        _use(file, node, statement) == set()
        for node in descendants(statement)
        if node.type == "identifier" and file.text(node) == name and _is_mention(node)
    )


# --- writing it for C# before 8 ---


def _pointless(file: File, closes: set[str], inside: list[Node]) -> Edit | None:
    """An edit that takes out the close that ends a block, before a plain `return` at most: a `using` does as much."""
    at = len(inside) - 1
    while at > 0 and inside[at].type == "return_statement" and not _computes(inside[at]):
        at -= 1
    return file.layout.without(span(inside[at])) if at > 0 and file.text(inside[at]) in closes else None


def _computes(statement: Node) -> bool:
    """Whether a statement does more than to name a value."""
    return any(node.type.endswith("_expression") for node in descendants(statement))


def _enclosed(
    file: File, statement: Node, declaration: Node, mentions: list[Node], closes: set[str]
) -> list[Edit] | None:
    """The declaration becomes the head of a `using`, and the statements down to the last mention its block."""
    inside = _inside(file, following(statement), mentions)
    braced = _braced(file, statement, inside) if inside else None
    if braced is None:
        return None
    indentation, own_line, edits = braced
    layout = file.layout
    if close := _pointless(file, closes, inside):
        edits = [*(edit for edit in edits if not close.span.covers(edit.span)), close]
    opened = layout.lines(statement.start_byte, indentation, ["{"])
    return [
        insertion(statement.start_byte, "using ("),
        Edit(Span(declaration.end_byte, statement.end_byte), ")" if own_line else ") {"),
        *([insertion(layout.behind(statement.end_byte), opened)] if own_line else []),
        *edits,
        insertion(layout.behind(inside[-1].end_byte), layout.lines(statement.start_byte, indentation, ["}"])),
    ]


def _braced(file: File, statement: Node, inside: list[Node]) -> tuple[str, bool, list[Edit]] | None:
    """What it takes to put the statements behind one into a block: the indentation of the braces, whether they stand on
    lines of their own, and the edits that indent the statements. None where that is not to be done by lines."""
    layout = file.layout
    between = file.source.data[statement.end_byte : inside[-1].end_byte]
    if any(line.lstrip().startswith(b"#") for line in between.splitlines()):
        return None
    if not layout.has_own_lines(span(statement)) or not layout.has_own_lines(
        Span(inside[0].start_byte, inside[-1].end_byte)
    ):
        return None
    lines = (file.source.line_of(statement.end_byte) + 1, file.source.line_of(inside[-1].end_byte))
    untouched = [each for node in inside for each in untouchable(node)]
    own_line = statement.parent is None or file.braces_on_own_lines(statement.parent)
    return layout.indentation(statement.start_byte), own_line, layout.deeper(*lines, untouched)


def _inside(file: File, rest: list[Node], mentions: list[Node]) -> list[Node]:
    """Those statements that must stand inside: down to the last mention, or, where what they declare is used further
    down, all of them."""
    end = max((node.end_byte for node in mentions), default=0)
    inside = [each for each in rest if each.start_byte < end]
    return rest if _declares_for(file, inside, rest[len(inside) :]) else inside


def _declares_for(file: File, some: list[Node], others: list[Node]) -> bool:
    """Whether statements declare a local that others use."""
    declared = {
        file.text(name)
        for each in some
        if each.type == "local_declaration_statement"
        for node in descendants(each)
        if node.type == "variable_declarator" and (name := part(node, "name")) is not None
    }
    return any(
        node.type == "identifier" and file.text(node) in declared for each in others for node in descendants(each)
    )
