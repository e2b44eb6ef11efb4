"""The fix that puts a connection into a `with`, so that it is closed on every path.

It is offered only where every use of the connection borrows it: a method is called on it, or it is compared. Whatever
else gets it may keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from sockslint.findings import Edit, Finding, Fix
from sockslint.fixes.layout import insertion
from sockslint.fixes.python.syntax import File, Statement, descendants
from sockslint.text import Span

_STRINGS = (cst.SimpleString, cst.FormattedString, cst.ConcatenatedString)


def release_scope(file: File, finding: Finding) -> Iterator[Fix]:
    """The fix for a connection that a local variable holds and that nobody closes on some path."""
    made = file.expression_at(finding.span)
    above = file.parent(made) if made is not None else None
    if made is None or not isinstance(above, cst.Assign) or len(above.targets) != 1 or finding.remedy.close != "close":
        return
    line = file.alone(above)
    target = above.targets[0].target
    name = _name(target)
    if line is None or name is None or above.value.lpar:
        return
    rest = file.following(line)
    mentions = _borrowing(file, name, above, rest)
    if mentions is None and finding.kind == "exception-path":
        if guard := _guarded(file, line, name, rest):
            yield Fix(f"close `{name}` when that fails", True, tuple(guard))
        return
    last = max((n for n, each in enumerate(rest) if _holds(file, each, mentions or ())), default=None)
    if mentions is None or last is None:
        return
    title = f"let `with` close `{name}`"
    yield Fix(title, True, tuple(_enclosed(file, line, above, name, rest[: last + 1])))


def _name(target: cst.BaseExpression) -> str | None:
    """The variable that gets the connection: the only target, or the first of two (``conn, addr = s.accept()``)."""
    if isinstance(target, cst.Tuple) and len(target.elements) == 2:
        target = target.elements[0].value
    return target.value if isinstance(target, cst.Name) else None


def _borrowing(file: File, name: str, made: cst.Assign, rest: Sequence[Statement]) -> list[cst.Name] | None:
    """The mentions of a local after it was assigned; None if one of them may keep the connection, or if the local is
    assigned, or mentioned elsewhere in its function, as well."""
    function = file.function_around(made)
    after = [file.span(each) for each in rest]
    mentions = []
    for node in descendants(function):
        if isinstance(node, cst.Global | cst.Nonlocal) and any(item.name.value == name for item in node.names):
            return None
        if not isinstance(node, cst.Name) or node.value != name or not _is_variable(file, node):
            continue
        if file.span(made).covers(file.span(node)):
            continue
        inside = any(each.covers(file.span(node)) for each in after)
        if not inside or file.function_around(node) is not function or not _borrows(file, node):
            return None
        mentions.append(node)
    return mentions


def _is_variable(file: File, node: cst.Name) -> bool:
    """Whether a name stands for a variable: it is no member's, no keyword argument's, no parameter's."""
    above = file.parent(node)
    if isinstance(above, cst.Attribute):
        return above.attr is not node
    return not (isinstance(above, cst.Arg) and above.keyword is node)


def _borrows(file: File, node: cst.Name) -> bool:
    above = file.parent(node)
    if isinstance(above, cst.Attribute):
        call = file.parent(above)
        return isinstance(call, cst.Call) and call.func is above and above.attr.value not in file.handles.deriving
    if isinstance(above, cst.If | cst.While | cst.UnaryOperation | cst.BooleanOperation):
        return not isinstance(above, cst.BooleanOperation) or not isinstance(
            file.parent(above), cst.Assign | cst.Return
        )
    return isinstance(above, cst.Comparison)


def _guarded(file: File, line: cst.SimpleStatementLine, name: str, rest: Sequence[Statement]) -> list[Edit] | None:
    """A `try` around the statements that only borrow a connection, which closes it if they fail; whoever gets it then
    is behind that."""
    function = file.function_around(line)
    mentions = [
        [n for n in descendants(each) if isinstance(n, cst.Name) and n.value == name and _is_variable(file, n)]
        for each in rest
    ]
    count = 0
    for number, nodes in enumerate(mentions):
        if not all(file.function_around(node) is function and _borrows(file, node) for node in nodes):
            break
        count = number + 1 if nodes else count
    if not count:
        return None
    layout, at, end = file.layout, file.span(line), file.span(rest[count - 1])
    indentation = layout.indentation(at.start)
    lines = ["except BaseException:", f"{layout.unit}{name}.close()", f"{layout.unit}raise"]
    return [
        layout.before_line(layout.first_line_behind(at.end), indentation, ["try:"]),
        *_indented(file, at, rest[:count]),
        insertion(layout.behind(end.end), layout.lines(at.start, indentation, lines)),
    ]


def _indented(file: File, at: Span, inside: Sequence[Statement]) -> list[Edit]:
    """Edits that indent the statements behind a place."""
    strings = [file.span(n) for each in inside for n in descendants(each) if isinstance(n, _STRINGS)]
    first, last = file.source.line_of(at.end) + 1, file.source.line_of(file.span(inside[-1]).end)
    return file.layout.deeper(first, last, strings)


def _holds(file: File, statement: Statement, mentions: Sequence[cst.Name]) -> bool:
    return any(file.span(statement).covers(file.span(node)) for node in mentions)


def _enclosed(
    file: File, line: cst.SimpleStatementLine, made: cst.Assign, name: str, inside: Sequence[Statement]
) -> list[Edit]:
    """The assignment becomes, or gets behind it, the head of a `with`, and what follows its block."""
    layout, at = file.layout, file.span(line)
    if isinstance(made.targets[0].target, cst.Name):
        value = file.span(made.value)
        head = [
            Edit(Span(at.start, value.start), "with "),
            insertion(at.end, f" as {name}:"),
        ]
    else:
        text = layout.lines(at.start, layout.indentation(at.start), [f"with {name}:"])
        head = [insertion(layout.behind(at.end), text)]
    indented = _indented(file, at, inside)
    close = file.layout.without(file.span(inside[-1])) if len(inside) > 1 and _closes(file, inside[-1], name) else None
    if close is None:
        return [*head, *indented]
    return [*head, *(edit for edit in indented if not close.span.covers(edit.span)), close]


def _closes(file: File, statement: Statement, name: str) -> bool:
    """Whether a statement does nothing but what the end of a `with` does as well."""
    return isinstance(statement, cst.SimpleStatementLine) and file.text(statement) == f"{name}.close()"
